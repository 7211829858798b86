import { defaultCmUfCm2, defaultRaOhmCm } from '../core/cellDefaults.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { parseProperty } from '../model/properties.ts'
import type { SectionIndex } from '../model/regions.ts'
import type { CableProperties } from '../cable/lowerCell.ts'
import type { CellDescription } from './cellModel.ts'

/** A density mechanism over a whole cell. */
export interface DensityUse {
  readonly mechanism: CompiledMechanism
  /** 1 for each section that has it. */
  readonly inserted: Uint8Array
  /** What is set where, in the document's order. */
  readonly layers: readonly {
    readonly sections: Uint8Array
    readonly parameters: Readonly<Record<string, number>>
  }[]
}

/**
 * The value that a document sets for a parameter in a section: the last that does; undefined where none does. A value for
 * a whole array is one for each of its elements (`xg` for `xg[0]`).
 */
export function setValue({ layers }: DensityUse, section: number, name: string): number | undefined {
  const array = name.endsWith(']') ? elementOf(name)?.array : undefined
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const { sections, parameters } = layers[layer]!
    if (sections[section] === 1 && Object.hasOwn(parameters, name)) return parameters[name]
    if (array !== undefined && sections[section] === 1 && Object.hasOwn(parameters, array))
      return parameters[array]
  }
  return undefined
}

/**
 * Concentration writers come first, as in NEURON; otherwise the lookup's order stands (what comes with the program
 * first, then by name). Writers among themselves go the other way round, the last first: so NEURON has it, which puts
 * each that it gets to know before all others, and where two write one concentration the numbers depend on it.
 */
export function callOrder(
  mechanisms: Iterable<CompiledMechanism>,
  lookup: MechanismLookup,
): CompiledMechanism[] {
  const place = new Map(lookup.names().map((name, index) => [name, index]))
  const byPlace = [...new Set(mechanisms)].sort((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0))
  const writesConcentration = (mechanism: CompiledMechanism) =>
    mechanism.ions.some(use => use.writes.some(name => name === `${use.ion}i` || name === `${use.ion}o`))
  return [
    ...byPlace.filter(writesConcentration).reverse(),
    ...byPlace.filter(mechanism => !writesConcentration(mechanism)),
  ]
}

/** What is inserted where. */
export function densityUses(
  cell: CellDescription,
  sections: SectionIndex,
  lookup: MechanismLookup,
): DensityUse[] {
  const uses = new Map<CompiledMechanism, { inserted: Uint8Array; layers: DensityUse['layers'][number][] }>()
  for (const { mechanism: name, region, parameters } of cell.mechanisms) {
    const mechanism = lookup.get(name)
    const mask = sections.mask(region)
    if (!mechanism || !mask.includes(1)) continue
    const layer = { sections: mask, parameters }
    const known = uses.get(mechanism)
    if (!known) uses.set(mechanism, { inserted: mask, layers: [layer] })
    else {
      known.inserted = known.inserted.map((one, section) => one | mask[section]!)
      known.layers.push(layer)
    }
  }
  return [...uses].map(([mechanism, use]) => ({ mechanism, ...use }))
}

const unset = (sections: number) => new Float64Array(sections).fill(NaN)

/** Values set for ions, by column (`ena`, `nai` …): one for each section, NaN where none is set. */
export type IonSettings = ReadonlyMap<string, Float64Array>

/** The cable and the ions of a cell, section by section. */
export interface SectionProperties {
  readonly cable: CableProperties
  readonly ionSettings: IonSettings
}

/** Spreads a document's properties over its sections. Later ones win. */
export function sectionProperties(
  cell: Pick<CellDescription, 'properties'>,
  sections: SectionIndex,
  ions: readonly string[],
): SectionProperties {
  const count = sections.names.length
  const raOhmCm = new Float64Array(count).fill(defaultRaOhmCm)
  const cmUfCm2 = new Float64Array(count).fill(defaultCmUfCm2)
  const nseg = unset(count)
  const ionSettings = new Map<string, Float64Array>()
  for (const use of cell.properties) {
    const property = parseProperty(use.property, ions)
    if (!property) continue
    let target: Float64Array
    if (property.kind === 'axial-resistivity') target = raOhmCm
    else if (property.kind === 'capacitance') target = cmUfCm2
    else if (property.kind === 'compartments') target = nseg
    else {
      target = ionSettings.get(property.column) ?? unset(count)
      ionSettings.set(property.column, target)
    }
    for (const section of sections.region(use.region) ?? []) target[section] = use.value
  }
  return { cable: { raOhmCm, cmUfCm2, nseg }, ionSettings }
}
