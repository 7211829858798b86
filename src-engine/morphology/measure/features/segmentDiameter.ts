import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofSegments } from './feature.ts'

/** A number for each segment from the diameter at its end [µm], as L-Measure gives a compartment that of its point. */
const overEnds = (measure: (diameterUm: number) => number) => (cell: MeasuredCell) => {
  const { diameter } = cell.points
  const values = new Float64Array(diameter.length)
  for (let i = 0; i < diameter.length - 1; i++) values[i] = measure(diameter[i + 1]!)
  return values
}

const diameters = overEnds(diameter => diameter)
const powers = overEnds(diameter => diameter * Math.sqrt(diameter))
const crossSections = overEnds(diameter => (Math.PI / 4) * diameter * diameter)

/** L-Measure's diameters of compartments. */
export const segmentDiameterFeatures: readonly Feature[] = [
  ofSegments(diameters, {
    id: 'segment-diameter',
    title: 'Diameter at the segment’s end',
    unit: 'µm',
    definition: 'Diameter of the segment’s second point.',
    source: { lMeasure: 'Diameter' },
    certain: false,
    scaling: 1,
  }),
  ofSegments(powers, {
    id: 'segment-diameter-power',
    title: 'Diameter to the power of 1.5',
    unit: 'µm^1.5',
    definition: 'Diameter of the segment’s second point to the power of 1.5.',
    source: { lMeasure: 'Diameter_pow' },
    certain: false,
    scaling: 1.5,
  }),
  ofSegments(crossSections, {
    id: 'segment-cross-section',
    title: 'Cross-section at the segment’s end',
    unit: 'µm²',
    definition: 'Area of the disc at the segment’s second point, π d²/4.',
    source: { lMeasure: 'SectionArea' },
    certain: false,
    scaling: 2,
  }),
]
