import type { Morphology } from '../morphology.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { sectionAreas } from './area.ts'
import { branchOrders } from './branchOrder.ts'
import { sectionLengths } from './length.ts'
import { sectionPathDistances } from './pathDistance.ts'
import { sumOverPieces } from './perPiece.ts'

/** One row per section; same order as in `morphology.sections`. */
export interface SectionTable {
  readonly lengthUm: Float64Array
  readonly areaUm2: Float64Array
  /** Weighted with length; of a section without length, that of its first point. */
  readonly meanDiameterUm: Float64Array
  /** Path length from the root's 0 end to the section's 0 end [µm]. */
  readonly pathDistanceUm: Float64Array
  /** 0 for roots and for sections that leave the soma, one more for each section between. */
  readonly branchOrder: Int32Array
}

/** Measures every section of a cell. */
export function measureSections(morphology: Morphology): SectionTable {
  const points = storedPointsOfAll(morphology)
  const lengthUm = sectionLengths(morphology, points)
  const moments = sumOverPieces(morphology, points, (length, near, far) => (length * (near + far)) / 2)
  const { firstSample } = morphology.sections
  return {
    lengthUm,
    areaUm2: sectionAreas(morphology, points),
    meanDiameterUm: moments.map((moment, section) =>
      lengthUm[section]! > 0 ? moment / lengthUm[section]! : points.diameter[firstSample[section]!]!,
    ),
    pathDistanceUm: sectionPathDistances(morphology, points),
    branchOrder: branchOrders(morphology),
  }
}
