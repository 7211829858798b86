import { atan2 } from '../../../math/elementary.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import { somaOf } from '../cell/soma.ts'
import { trunkSamples } from '../cell/trunks.ts'
import { type Feature, ofSegments } from './feature.ts'
import { sectionStarts } from './pathDistances.ts'

const midpoints = (axis: 'x' | 'y' | 'z') => (cell: MeasuredCell) => {
  const column = cell.points[axis]
  const middles = new Float64Array(column.length)
  for (let i = 0; i < column.length - 1; i++) middles[i] = (column[i]! + column[i + 1]!) / 2
  return middles
}

/** Distances of all midpoints from places that depend on the neurite; NaN without a place. */
function midpointDistances(
  { tree, points, morphology }: MeasuredCell,
  placeOf: (neurite: number) => { readonly x: number; readonly y: number; readonly z: number } | undefined,
): Float64Array {
  const { x, y, z } = points
  const distances = new Float64Array(points.count).fill(NaN)
  const { firstSample } = morphology.sections
  const places = Array.from(tree.root, (_, neurite) => placeOf(neurite))
  for (const section of tree.order) {
    const place = places[tree.neurite[section]!]
    if (!place) continue
    for (let i = firstSample[section]!; i < firstSample[section + 1]! - 1; i++) {
      const dx = (x[i]! + x[i + 1]!) / 2 - place.x
      const dy = (y[i]! + y[i + 1]!) / 2 - place.y
      const dz = (z[i]! + z[i + 1]!) / 2 - place.z
      distances[i] = Math.sqrt(dx * dx + dy * dy + dz * dz)
    }
  }
  return distances
}

function fromTrunk(cell: MeasuredCell): Float64Array {
  const { x, y, z } = cell.points
  const trunks = cell.of(trunkSamples)
  return midpointDistances(cell, neurite => {
    const at = trunks[neurite]!
    return { x: x[at]!, y: y[at]!, z: z[at]! }
  })
}

const fromSoma = (cell: MeasuredCell) => midpointDistances(cell, () => cell.of(somaOf))

function endsFromSoma(cell: MeasuredCell): Float64Array {
  const { x, y, z } = cell.points
  const soma = cell.of(somaOf)
  const distances = new Float64Array(x.length).fill(NaN)
  for (let i = 0; soma && i < x.length - 1; i++) {
    const [dx, dy, dz] = [x[i + 1]! - soma.x, y[i + 1]! - soma.y, z[i + 1]! - soma.z]
    distances[i] = Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  return distances
}

function pathsToEnds(cell: MeasuredCell): Float64Array {
  const { tree, points } = cell
  const starts = cell.of(sectionStarts)
  const paths = new Float64Array(points.count)
  for (const section of tree.order) {
    const last = cell.last(section)
    for (let i = cell.first(section); i < last; i++) paths[i] = starts[section]! + points.arcUm[i + 1]!
  }
  return paths
}

function meanderAngles(cell: MeasuredCell): Float64Array {
  const { tree, points } = cell
  const { x, y, z } = points
  const angles = new Float64Array(points.count).fill(NaN)
  // hot
  for (const section of tree.order) {
    const last = cell.last(section)
    for (let i = cell.first(section) + 1; i < last; i++) {
      const [ax, ay, az] = [x[i - 1]! - x[i]!, y[i - 1]! - y[i]!, z[i - 1]! - z[i]!]
      const [bx, by, bz] = [x[i + 1]! - x[i]!, y[i + 1]! - y[i]!, z[i + 1]! - z[i]!]
      const [cx, cy, cz] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
      const isThere = ax * ax + ay * ay + az * az > 0 && bx * bx + by * by + bz * bz > 0
      if (isThere) angles[i] = atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz)
    }
  }
  return angles
}

const midpointFeatures = (['x', 'y', 'z'] as const).map(axis =>
  ofSegments(midpoints(axis), {
    id: `segment-midpoint-${axis}`,
    title: `Midpoint, ${axis}`,
    unit: 'µm',
    definition: `Coordinate ${axis} of the middle between the segment’s two points.`,
    source: { neurom: 'segment_midpoints' },
    scaling: 1,
    frame: axis,
  }),
)

/** Where segments lie and how they follow one another. */
export const segmentPlaceFeatures: readonly Feature[] = [
  ...midpointFeatures,
  ofSegments(fromTrunk, {
    id: 'segment-radial-distance',
    title: 'Radial distance from the neurite’s start',
    unit: 'µm',
    definition: 'Distance of the segment’s midpoint from the first point of its neurite.',
    source: { neurom: 'segment_radial_distances (of a neurite)' },
    scaling: 1,
  }),
  ofSegments(fromSoma, {
    id: 'segment-soma-distance',
    title: 'Radial distance from the soma',
    unit: 'µm',
    definition: 'Distance of the segment’s midpoint from the soma’s centre.',
    source: { neurom: 'segment_radial_distances (of a morphology)' },
    scaling: 1,
  }),
  ofSegments(endsFromSoma, {
    id: 'segment-euclidean-distance',
    title: 'Euclidean distance of the segment’s end',
    unit: 'µm',
    definition: 'Distance of the segment’s second point from the soma’s centre.',
    source: { lMeasure: 'EucDistance' },
    certain: false,
    scaling: 1,
  }),
  ofSegments(pathsToEnds, {
    id: 'segment-path-length',
    title: 'Path length to the segment’s end',
    unit: 'µm',
    definition: 'Length along the neurite from its start to the segment’s second point.',
    source: { neurom: 'segment_path_lengths', lMeasure: 'PathDistance' },
    scaling: 1,
  }),
  ofSegments(meanderAngles, {
    id: 'meander-angle',
    title: 'Meander angle',
    unit: 'rad',
    definition:
      'Angle at the segment’s first point between the segments before and behind it, inside a section; π where the cable is straight.',
    source: { neurom: 'segment_meander_angles' },
    scaling: 0,
  }),
]
