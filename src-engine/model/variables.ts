import type { CompiledMechanism, MechanismField } from '../kernel/compiledMechanism.ts'
import { ionVariable } from './properties.ts'

/** What a probe's variable stands for at its place. */
export type Variable =
  | { readonly kind: 'voltage'; readonly unit: 'mV' }
  | {
      readonly kind: 'density'
      readonly mechanism: string
      readonly field: MechanismField
      readonly unit: string
    }
  | {
      readonly kind: 'point'
      readonly pointProcess: string
      readonly field: MechanismField
      readonly unit: string
    }
  | { readonly kind: 'ion'; readonly ion: string; readonly column: string; readonly unit: string }

/** What is at the place where a variable is looked up. */
export interface VariableScope {
  /** Density mechanisms in the compartment. */
  readonly densities: readonly CompiledMechanism[]
  /** Point processes of the model, by id. */
  readonly points: ReadonlyMap<string, CompiledMechanism>
  /** Ions in use in the compartment. */
  readonly ions: readonly string[]
}

const visible = (mechanism: CompiledMechanism, name: string) =>
  mechanism.fields.find(field => field.name === name && field.scope !== 'hidden')

/**
 * Resolves a variable's name: `v`; a field of a density mechanism as `hh.m` or in NEURON's spelling `m_hh`; an
 * ion's `ina`, `ena`, `nai`, `nao`; a field of a point process as `clamp1.i`.
 */
export function resolveVariable(name: string, scope: VariableScope): Variable | undefined {
  if (name === 'v') return { kind: 'voltage', unit: 'mV' }
  const dot = name.lastIndexOf('.')
  if (dot > 0) {
    const owner = name.slice(0, dot)
    const fieldName = name.slice(dot + 1)
    const point = scope.points.get(owner)
    const pointField = point && visible(point, fieldName)
    if (pointField) return { kind: 'point', pointProcess: owner, field: pointField, unit: pointField.unit }
    const density = scope.densities.find(mechanism => mechanism.name === owner)
    const field = density && visible(density, fieldName)
    if (density && field) return { kind: 'density', mechanism: density.name, field, unit: field.unit }
    return undefined
  }
  for (const density of scope.densities) {
    const suffix = `_${density.name}`
    if (!name.endsWith(suffix)) continue
    const field = visible(density, name.slice(0, -suffix.length))
    if (field) return { kind: 'density', mechanism: density.name, field, unit: field.unit }
  }
  const ion = ionVariable(name, scope.ions)
  return ion && { kind: 'ion', ion: ion.ion, column: name, unit: ion.unit }
}

/** Every name that `resolveVariable` knows in a scope, in its plainest spelling. */
export function variableNames(scope: VariableScope): string[] {
  const fieldsOf = (owner: string, mechanism: CompiledMechanism) =>
    mechanism.fields.filter(field => field.scope !== 'hidden').map(field => `${owner}.${field.name}`)
  return [
    'v',
    ...scope.densities.flatMap(mechanism => fieldsOf(mechanism.name, mechanism)),
    ...[...scope.points].flatMap(([id, mechanism]) => fieldsOf(id, mechanism)),
    ...scope.ions.flatMap(ion => [`i${ion}`, `e${ion}`, `${ion}i`, `${ion}o`]),
  ]
}
