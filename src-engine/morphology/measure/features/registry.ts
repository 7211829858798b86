import { bifurcationAngleFeatures } from './bifurcationAngles.ts'
import { bifurcationDiameterFeatures } from './bifurcationDiameters.ts'
import { bifurcationTiltFeatures } from './bifurcationTilts.ts'
import { boxCountingFeatures } from './boxCounting.ts'
import { cellMeanFeatures } from './cellMeans.ts'
import { extentFeatures3d } from './extents.ts'
import type { Feature } from './feature.ts'
import { lastBifurcationFeatures } from './lastBifurcations.ts'
import { partitionFeatures } from './partitions.ts'
import { planeShapeFeatures } from './planeShapes.ts'
import { rallPowerFeatures } from './rallPowers.ts'
import { reachFeatures } from './reach.ts'
import { sectionDistanceFeatures } from './sectionDistances.ts'
import { sectionOrderFeatures } from './sectionOrders.ts'
import { sectionShapeFeatures } from './sectionShape.ts'
import { sectionSumFeatures } from './sectionSums.ts'
import { segmentDiameterFeatures } from './segmentDiameter.ts'
import { segmentGeometryFeatures } from './segmentGeometry.ts'
import { segmentPlaceFeatures } from './segmentPlaces.ts'
import { somaFeatures } from './somaFeatures.ts'
import { totalFeatures } from './totals.ts'
import { trunkFeatures } from './trunks.ts'

const scopes = ['cell', 'neurite', 'bifurcation', 'section', 'segment'] as const

const all: readonly Feature[] = [
  ...cellMeanFeatures,
  ...somaFeatures,
  ...totalFeatures,
  ...reachFeatures,
  ...trunkFeatures,
  ...extentFeatures3d,
  ...planeShapeFeatures,
  ...boxCountingFeatures,
  ...bifurcationAngleFeatures,
  ...bifurcationTiltFeatures,
  ...partitionFeatures,
  ...bifurcationDiameterFeatures,
  ...rallPowerFeatures,
  ...lastBifurcationFeatures,
  ...sectionSumFeatures,
  ...sectionOrderFeatures,
  ...sectionDistanceFeatures,
  ...sectionShapeFeatures,
  ...segmentGeometryFeatures,
  ...segmentDiameterFeatures,
  ...segmentPlaceFeatures,
]

/** Everything that can be measured of a cell, from the whole to its parts. */
export const morphologyFeatures: readonly Feature[] = Object.freeze(
  scopes.flatMap(scope => all.filter(feature => feature.scope === scope)),
)

const byId = new Map(morphologyFeatures.map(feature => [feature.id, feature]))

/** The feature of an id. */
export function findFeature(id: string): Feature | undefined {
  return byId.get(id)
}
