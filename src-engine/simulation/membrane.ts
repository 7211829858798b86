import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { defaultCmUfCm2, defaultRaOhmCm, parseProperty } from '../model/properties.ts'
import type { SectionIndex } from '../model/regions.ts'
import type { CableProperties } from '../cable/lowerCell.ts'
import type { CellDescription } from './cellModel.ts'

/** A density mechanism over a whole cell. */
export interface DensityUse {
  readonly mechanism: CompiledMechanism
  /** 1 for each section that has it. */
  readonly inserted: Uint8Array
  /** Values that differ from the mechanism's default, by parameter: one for each section, NaN where none is set. */
  readonly values: ReadonlyMap<string, Float64Array>
}

const unset = (sections: number) => new Float64Array(sections).fill(NaN)

/**
 * Concentration writers come before those that read them, as in NEURON; otherwise the lookup's order stands
 * (what comes with the program first, then by name).
 */
export function callOrder(mechanisms: Iterable<CompiledMechanism>, lookup: MechanismLookup): CompiledMechanism[] {
  const place = new Map(lookup.names().map((name, index) => [name, index]))
  const writesConcentration = (mechanism: CompiledMechanism) =>
    mechanism.ions.some(use => use.writes.some(name => name === `${use.ion}i` || name === `${use.ion}o`))
  const rank = (mechanism: CompiledMechanism) => (writesConcentration(mechanism) ? 0 : 1)
  return [...new Set(mechanisms)].sort(
    (a, b) => rank(a) - rank(b) || (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0),
  )
}

/** What is inserted where. Later uses win, parameter by parameter. */
export function densityUses(cell: CellDescription, sections: SectionIndex, lookup: MechanismLookup): DensityUse[] {
  const uses = new Map<CompiledMechanism, { inserted: Uint8Array; values: Map<string, Float64Array> }>()
  const count = sections.names.length
  for (const use of cell.mechanisms) {
    const mechanism = lookup.get(use.mechanism)
    if (!mechanism) continue
    const whole = uses.get(mechanism) ?? { inserted: new Uint8Array(count), values: new Map<string, Float64Array>() }
    uses.set(mechanism, whole)
    for (const section of sections.region(use.region) ?? []) {
      whole.inserted[section] = 1
      for (const [name, value] of Object.entries(use.parameters)) {
        const values = whole.values.get(name) ?? unset(count)
        whole.values.set(name, values)
        values[section] = value
      }
    }
  }
  return [...uses].filter(([, use]) => use.inserted.includes(1)).map(([mechanism, use]) => ({ mechanism, ...use }))
}

/** Values set for ions, by column (`ena`, `nai` …): one for each section, NaN where none is set. */
export type IonSettings = ReadonlyMap<string, Float64Array>

/** The cable and the ions of a cell, section by section. Later properties win. */
export function sectionProperties(
  cell: CellDescription,
  sections: SectionIndex,
  ions: readonly string[],
): { readonly cable: CableProperties; readonly ionSettings: IonSettings } {
  const count = sections.names.length
  const raOhmCm = new Float64Array(count).fill(defaultRaOhmCm)
  const cmUfCm2 = new Float64Array(count).fill(defaultCmUfCm2)
  const ionSettings = new Map<string, Float64Array>()
  for (const use of cell.properties) {
    const property = parseProperty(use.property, ions)
    if (!property) continue
    let target: Float64Array
    if (property.kind === 'axial-resistivity') target = raOhmCm
    else if (property.kind === 'capacitance') target = cmUfCm2
    else {
      target = ionSettings.get(property.column) ?? unset(count)
      ionSettings.set(property.column, target)
    }
    for (const section of sections.region(use.region) ?? []) target[section] = use.value
  }
  return { cable: { raOhmCm, cmUfCm2 }, ionSettings }
}
