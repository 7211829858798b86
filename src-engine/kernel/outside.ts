import { InternalError } from '../core/errors.ts'
import { layerColumns } from './cableLayers.ts'
import type { CompiledMechanism } from './compiledMechanism.ts'
import { elementOf } from './instance.ts'

/** The mechanism whose numbers are the layers outside the membrane; the machine solves for its potentials. */
export const layersMechanism = 'extracellular'

/** Resistances of both layers along the cable [MΩ/cm]. */
export const layerResistances = ['xraxial[0]', 'xraxial[1]'] as const

/** Whether a mechanism is the layers outside the membrane. */
export function isLayers({ name }: Pick<CompiledMechanism, 'name'>): boolean {
  return name === layersMechanism
}

/** The fields that `extracellular` must have, arrays by their names: a file of that name can have no others in their place. */
export const layerFields: readonly string[] = [
  ...new Set([...layerResistances, ...layerColumns].map(column => elementOf(column)?.array ?? column)),
]

/** What keeps a mechanism of that name from being the layers: names of fields that it has not, or not as they must be. */
export function missingLayerFields(mechanism: CompiledMechanism): readonly string[] {
  return layerFields.filter(name => {
    const field = mechanism.fields.find(candidate => candidate.name === name)
    const length = name === 'e' || name === 'i_membrane' ? undefined : 2
    return field?.scope !== 'range' || field.length !== length
  })
}

/** The default of a column of the layers. */
export function layerDefault(mechanism: CompiledMechanism, column: string): number {
  const name = elementOf(column)?.array ?? column
  const field = mechanism.fields.find(candidate => candidate.name === name)
  if (!field) throw new InternalError('the layers outside lack a field', { name })
  return field.default
}
