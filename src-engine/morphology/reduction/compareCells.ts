import type { AssembledCell } from './assembleReduced.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { sectionAreas } from '../measure/area.ts'
import { sectionLengths } from '../measure/length.ts'
import type { PlannedCable } from './plan.ts'
import type { CableReport, Comparison } from './reducedCell.ts'
import { areaOf } from './neurites.ts'
import type { SectionCables } from './sectionCables.ts'

const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0)

/**
 * Membrane, capacitance and length before and after. The reduced cell's membrane counts with its factors: it is what a
 * density of 1 makes of it.
 */
export function compareCells(
  cables: SectionCables,
  { morphology, sections }: AssembledCell,
  conserved: { readonly area: boolean; readonly length?: boolean },
): readonly Comparison[] {
  const points = storedPointsOfAll(morphology)
  const areas = sectionAreas(morphology, points)
  const weighted = areas.map((area, section) => area * sections.membraneFactor[section]!)
  return [
    {
      quantity: 'membrane, with the factors of densities',
      unit: 'µm²',
      before: total(cables.areaUm2),
      after: total(weighted),
      conserved: conserved.area,
    },
    {
      quantity: 'area of the surface',
      unit: 'µm²',
      before: total(cables.areaUm2),
      after: total(areas),
      conserved: false,
    },
    {
      quantity: 'length of cable',
      unit: 'µm',
      before: total(cables.lengthUm),
      after: total(sectionLengths(morphology, points)),
      conserved: conserved.length ?? false,
    },
  ]
}

/** One line of the report for each cable of a plan. */
export function reportCables(
  cables: SectionCables,
  planned: readonly PlannedCable[],
  { morphology, firstSection }: AssembledCell,
): readonly CableReport[] {
  return planned.map((cable, index) => ({
    name: cable.label,
    section: morphology.sections.name[firstSection[index] ?? 0] ?? '',
    pieces: cable.pieces.length,
    lengthUm: cable.pieces.reduce((sum, { lengthUm }) => sum + lengthUm, 0),
    diameterUm: cable.pieces[0]?.diameterUm ?? 0,
    areaUm2: cable.pieces.reduce((sum, { lengthUm, diameterUm }) => sum + Math.PI * lengthUm * diameterUm, 0),
    originalAreaUm2: areaOf(cables, cable.origins),
    membraneFactor: cable.membraneFactor,
    raOhmCm: cable.raOhmCm,
    originalSections: cable.origins.length,
    details: cable.details,
  }))
}
