import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { ionStyle } from '../mechanisms/ions.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { parseProperty } from '../model/properties.ts'
import type { SectionIndex } from '../model/regions.ts'
import type { CellDescription } from './cellModel.ts'
import type { DensityUse } from './membrane.ts'

/**
 * Finds reversal potentials that the document sets where the ion's style computes them from concentrations
 * (the table of styles in `mechanisms/ions.ts`): there the number that was set has no effect.
 *
 * @param known the mechanisms by name, and the ions that the cell's mechanisms use
 */
export function checkReversals(
  description: CellDescription,
  sections: SectionIndex,
  densities: readonly DensityUse[],
  known: { readonly lookup: MechanismLookup; readonly ions: readonly string[] },
): readonly Diagnostic[] {
  const points = description.pointProcesses.map(use => ({
    section: sections.section(use.at.section),
    mechanism: known.lookup.get(use.mechanism),
  }))
  const mechanismsOf = (section: number): CompiledMechanism[] => [
    ...densities.filter(use => use.inserted[section] === 1).map(use => use.mechanism),
    ...points.flatMap(point => (point.section === section && point.mechanism ? [point.mechanism] : [])),
  ]
  return description.properties.flatMap(use => {
    const property = parseProperty(use.property, known.ions)
    if (property?.kind !== 'ion' || property.column !== `e${property.ion}`) return []
    const { ion } = property
    const computed = [...(sections.region(use.region) ?? [])].some(
      section => ionStyle(ion, mechanismsOf(section)).computesReversalAtStart,
    )
    if (!computed) return []
    const facts = { name: use.property, ion, use: `Property "${use.property}" in "${use.region}"` }
    return [diagnose(modelMessages, 'model/reversal-is-computed', facts, { subject: `properties.${use.id}` })]
  })
}
