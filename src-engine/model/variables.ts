import type { CompiledMechanism, MechanismField } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import { isLayers, layerFields } from '../kernel/outside.ts'
import { ionVariable } from './properties.ts'

/** Currents of a whole compartment, by NEURON's names: of its capacitance, and all through its membrane. */
export const membraneVariables = ['i_cap', 'i_membrane_'] as const

export type MembraneVariable = (typeof membraneVariables)[number]

/** What a probe's variable stands for at its place. */
export type Variable =
  | { readonly kind: 'voltage'; readonly unit: 'mV' }
  | { readonly kind: 'membrane'; readonly column: MembraneVariable; readonly unit: string }
  | {
      readonly kind: 'density'
      readonly mechanism: string
      readonly field: MechanismField
      /** Own column or uniform: the field's name, for an element of an array with its index. */
      readonly column: string
      readonly unit: string
    }
  | {
      readonly kind: 'point'
      readonly pointProcess: string
      readonly field: MechanismField
      readonly column: string
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

/** The visible field that a name stands for, and its column: `m`, `x[3]`; an array's bare name is its first element. */
export function fieldNamed(
  mechanism: CompiledMechanism,
  name: string,
): { readonly field: MechanismField; readonly column: string; readonly unit: string } | undefined {
  const element = elementOf(name)
  const field = mechanism.fields.find(
    candidate => candidate.scope !== 'hidden' && candidate.name === (element?.array ?? name),
  )
  if (!field) return undefined
  if (element && !(field.length && element.index < field.length)) return undefined
  return { field, column: field.length ? `${field.name}[${element?.index ?? 0}]` : name, unit: field.unit }
}

/**
 * Resolves a variable's name: `v`; `i_cap` [mA/cm²] and `i_membrane_` [nA] of the whole compartment; a field of a density mechanism as `hh.m` or in NEURON's spelling `m_hh`; an
 * ion's `ina`, `ena`, `nai`, `nao`; a field of a point process as `clamp1.i`; an element of an array as `x[3]`. Of
 * `extracellular` also `vext[0]`, `i_membrane`, `xg[1]` …, as NEURON spells them.
 */
export function resolveVariable(name: string, scope: VariableScope): Variable | undefined {
  if (name === 'v') return { kind: 'voltage', unit: 'mV' }
  if (name === 'i_cap') return { kind: 'membrane', column: name, unit: 'mA/cm2' }
  if (name === 'i_membrane_') return { kind: 'membrane', column: name, unit: 'nA' }
  const dot = name.lastIndexOf('.')
  if (dot > 0) {
    const owner = name.slice(0, dot)
    const fieldName = name.slice(dot + 1)
    const point = scope.points.get(owner)
    const ofPoint = point && fieldNamed(point, fieldName)
    if (ofPoint) return { kind: 'point', pointProcess: owner, ...ofPoint }
    const density = scope.densities.find(mechanism => mechanism.name === owner)
    const ofDensity = density && fieldNamed(density, fieldName)
    return density && ofDensity && { kind: 'density', mechanism: density.name, ...ofDensity }
  }
  const [, base = name, brackets = ''] = /^(.*?)(\[\d+\])?$/.exec(name) ?? []
  for (const density of scope.densities) {
    const suffix = `_${density.name}`
    if (!base.endsWith(suffix)) continue
    const found = fieldNamed(density, `${base.slice(0, -suffix.length)}${brackets}`)
    if (found) return { kind: 'density', mechanism: density.name, ...found }
  }
  const layers = scope.densities.find(isLayers)
  const ofLayers = layers && base !== 'e' && layerFields.includes(base) && fieldNamed(layers, name)
  if (ofLayers) return { kind: 'density', mechanism: layers.name, ...ofLayers }
  const ion = ionVariable(name, scope.ions)
  return ion && { kind: 'ion', ion: ion.ion, column: name, unit: ion.unit }
}

/** Every name that `resolveVariable` knows in a scope, in its plainest spelling. */
export function variableNames(scope: VariableScope): string[] {
  const fieldsOf = (owner: string, mechanism: CompiledMechanism) =>
    mechanism.fields.filter(field => field.scope !== 'hidden').map(field => `${owner}.${field.name}`)
  return [
    'v',
    ...membraneVariables,
    ...scope.densities.flatMap(mechanism => fieldsOf(mechanism.name, mechanism)),
    ...[...scope.points].flatMap(([id, mechanism]) => fieldsOf(id, mechanism)),
    ...scope.ions.flatMap(ion => [`i${ion}`, `e${ion}`, `${ion}i`, `${ion}o`]),
  ]
}
