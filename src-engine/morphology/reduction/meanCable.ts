import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { reductionMessages } from './diagnostics.ts'
import type { SectionCables } from './sectionCables.ts'

/** Cable constants of what becomes one cable. */
export interface CableConstants {
  /** Resistance of the membrane [Ω·cm²]. */
  readonly rmOhmCm2: number
  readonly raOhmCm: number
  readonly cmUfCm2: number
}

/** The constants of some sections; where they differ, their means over the membrane, which is said. */
export function meanConstants(
  { passive, areaUm2, morphology }: SectionCables,
  sections: readonly number[],
  method: string,
  found: Diagnostic[],
): CableConstants | undefined {
  const mean = (column: Float64Array, what: string) => {
    const first = column[sections[0]!]!
    if (sections.every(section => column[section] === first)) return first
    found.push(diagnose(reductionMessages, 'reduction/not-uniform', { what, method }))
    const area = sections.reduce((sum, section) => sum + areaUm2[section]!, 0)
    return sections.reduce((sum, section) => sum + areaUm2[section]! * column[section]!, 0) / area
  }
  const conductance = mean(passive.conductanceSCm2, 'membrane resistance')
  const bare = sections.find(section => !(passive.conductanceSCm2[section]! > 0))
  if (bare !== undefined) {
    const section = morphology.sections.name[bare] ?? ''
    found.push(diagnose(reductionMessages, 'reduction/no-leak', { section }))
    return undefined
  }
  return {
    rmOhmCm2: 1 / conductance,
    raOhmCm: mean(passive.raOhmCm, 'axial resistivity'),
    cmUfCm2: mean(passive.cmUfCm2, 'capacitance'),
  }
}
