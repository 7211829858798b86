import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofSegments } from './feature.ts'

/** A number for each frustum between successive samples, from its height and the radii at its ends [µm]. */
function overSegments(
  { tree, points, morphology }: MeasuredCell,
  measure: (height: number, near: number, far: number) => number,
): Float64Array {
  const { firstSample } = morphology.sections
  const { arcUm, diameter } = points
  const values = new Float64Array(points.count)
  // hot
  for (const section of tree.order) {
    const last = firstSample[section + 1]! - 1
    for (let i = firstSample[section]!; i < last; i++)
      values[i] = measure(arcUm[i + 1]! - arcUm[i]!, diameter[i]! / 2, diameter[i + 1]! / 2)
  }
  return values
}

/** Length of each segment [µm]. */
export const segmentLengths = (cell: MeasuredCell) => overSegments(cell, height => height)

/** Side area of each segment [µm²]. */
export const segmentAreas = (cell: MeasuredCell) =>
  overSegments(
    cell,
    (height, near, far) => Math.PI * (near + far) * Math.sqrt((near - far) * (near - far) + height * height),
  )

/** Volume of each segment [µm³]. */
export const segmentVolumes = (cell: MeasuredCell) =>
  overSegments(cell, (height, near, far) => (Math.PI / 3) * height * (near * near + near * far + far * far))

/** Mean radius of each segment [µm]. */
export const segmentRadii = (cell: MeasuredCell) => overSegments(cell, (_, near, far) => (near + far) / 2)

const taperRates = (cell: MeasuredCell) =>
  overSegments(cell, (height, near, far) => (height > 0 ? (2 * (far - near)) / height : NaN))

/** Length, area, volume and width of frusta. */
export const segmentGeometryFeatures: readonly Feature[] = [
  ofSegments(segmentLengths, {
    id: 'segment-length',
    title: 'Segment length',
    unit: 'µm',
    definition: 'Distance of two successive points.',
    source: { neurom: 'segment_lengths', lMeasure: 'Length' },
    scaling: 1,
  }),
  ofSegments(segmentAreas, {
    id: 'segment-area',
    title: 'Segment area',
    unit: 'µm²',
    definition: 'Side area of the frustum, π (r₀ + r₁) √((r₀ − r₁)² + h²), without caps.',
    source: { neurom: 'segment_areas' },
    scaling: 2,
  }),
  ofSegments(segmentVolumes, {
    id: 'segment-volume',
    title: 'Segment volume',
    unit: 'µm³',
    definition: 'Volume of the frustum, π h (r₀² + r₀ r₁ + r₁²)/3.',
    source: { neurom: 'segment_volumes' },
    scaling: 3,
  }),
  ofSegments(segmentRadii, {
    id: 'segment-radius',
    title: 'Segment radius',
    unit: 'µm',
    definition: 'Mean of the radii at both ends, (r₀ + r₁)/2.',
    source: { neurom: 'segment_radii' },
    scaling: 1,
  }),
  ofSegments(taperRates, {
    id: 'segment-taper-rate',
    title: 'Segment taper rate',
    unit: '1',
    definition: 'Change of diameter over length, 2 (r₁ − r₀)/length; negative where the cable gets thinner.',
    source: { neurom: 'segment_taper_rates' },
    scaling: 0,
  }),
]
