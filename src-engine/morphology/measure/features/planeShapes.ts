import type { Selection } from '../cell/selection.ts'
import { somaOf } from '../cell/soma.ts'
import { distinctPoints } from '../shape/distinctPoints.ts'
import { convexHull2 } from '../shape/hull2.ts'
import { principalExtents } from '../shape/principalExtents.ts'
import { placesOfCell } from './extents.ts'
import { selectInPlace } from '../population/median.ts'
import { type Feature, ofCell } from './feature.ts'
import { samplesOfCell } from './selectedSamples.ts'
import { segmentLengths } from './segmentGeometry.ts'

const sides = [
  { id: 'width', axis: 'x', neurom: 'total_width', lMeasure: 'Width' },
  { id: 'height', axis: 'y', neurom: 'total_height', lMeasure: 'Height' },
  { id: 'depth', axis: 'z', neurom: 'total_depth', lMeasure: 'Depth' },
] as const
type AxisName = 'x' | 'y' | 'z'

function range(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return values.length > 0 ? high - low : 0
}

/** Range of the middle 95 % of values: 2.5 % of the points are left out at either end. */
function middleRange(values: Float64Array): number {
  if (values.length === 0) return 0
  const own = values.slice()
  const left = Math.floor(own.length * 0.025)
  const low = selectInPlace(own, left)
  return selectInPlace(own, own.length - 1 - left) - low
}

const coordinates = (axis: AxisName) => (selection: Selection) => {
  const column = selection.cell.points[axis]
  const samples = selection.of(samplesOfCell)
  const values = new Float64Array(samples.length)
  for (let k = 0; k < samples.length; k++) values[k] = column[samples[k]!]!
  return values
}

const sideFeatures = sides.flatMap(({ id, axis, neurom, lMeasure }) => {
  const title = id.slice(0, 1).toUpperCase() + id.slice(1)
  return [
    ofCell(selection => range(coordinates(axis)(selection)), {
      id,
      title,
      unit: 'µm',
      definition: `Range of ${axis} over the points of all neurites.`,
      source: { neurom },
      scaling: 1,
      frame: 'axes',
    }),
    ofCell(selection => middleRange(coordinates(axis)(selection)), {
      id: `${id}-95`,
      title: `${title} of 95 % of the points`,
      unit: 'µm',
      definition: `Range of ${axis} over the points of all neurites after 2.5 % of them at either end are left out.`,
      source: { lMeasure },
      certain: false,
      scaling: 1,
      frame: 'axes',
    }),
  ]
})

const planes = [
  ['x', 'y'],
  ['x', 'z'],
  ['y', 'z'],
] as const

const planeFeatures = planes.flatMap(([first, second]) => {
  const plane = `${first}${second}`
  const hullOf = (selection: Selection) => {
    const places = selection.of(placesOfCell)
    return convexHull2(places[first], places[second])
  }
  const aspect = (selection: Selection) => {
    const places = selection.of(placesOfCell)
    const flat = new Float64Array(places.x.length)
    // Projected points may fall on one another; the covariance counts each place once.
    const all = Int32Array.from(flat.keys())
    const projected = distinctPoints({ x: places[first], y: places[second], z: flat }, all)
    const [largest, smaller] = principalExtents(projected)
    return smaller / largest
  }
  return [
    ofCell(aspect, {
      id: `aspect-ratio-${plane}`,
      title: `Aspect ratio, ${plane}`,
      unit: '1',
      definition: `Smaller over larger principal extent of the points projected on the ${plane} plane.`,
      source: { neurom: `aspect_ratio (${plane})` },
      scaling: 0,
      frame: 'axes',
    }),
    ofCell(
      selection => {
        const shape = selection.of(hullOf)
        return shape ? (4 * Math.PI * shape.area) / (shape.perimeter * shape.perimeter) : NaN
      },
      {
        id: `circularity-${plane}`,
        title: `Circularity, ${plane}`,
        unit: '1',
        definition: `4π·area/perimeter² of the convex hull of the points projected on the ${plane} plane; 1 for a circle.`,
        source: { neurom: `circularity (${plane})` },
        scaling: 0,
        frame: 'axes',
      },
    ),
    ofCell(
      selection => {
        const shape = selection.of(hullOf)
        return shape ? shape.area / (shape.diameter * shape.diameter) : NaN
      },
      {
        id: `shape-factor-${plane}`,
        title: `Shape factor, ${plane}`,
        unit: '1',
        definition: `Area of the convex hull over the squared largest distance of two points, projected on the ${plane} plane.`,
        source: { neurom: `shape_factor (${plane})` },
        scaling: 0,
        frame: 'axes',
      },
    ),
  ] as const
})

const lengthAbove = (axis: AxisName) => (selection: Selection) => {
  const { cell, segments } = selection
  const soma = cell.of(somaOf)
  if (!soma) return NaN
  const length = cell.of(segmentLengths)
  const column = cell.points[axis]
  let [above, all] = [0, 0]
  for (const i of segments) {
    all += length[i]!
    if ((column[i]! + column[i + 1]!) / 2 > soma[axis]) above += length[i]!
  }
  return above / all
}

const aboveFeatures = (['x', 'y', 'z'] as const).map(axis =>
  ofCell(lengthAbove(axis), {
    id: `length-fraction-above-soma-${axis}`,
    title: `Length fraction beyond the soma, ${axis}`,
    unit: '1',
    definition: `Share of the length that belongs to segments whose midpoint has a larger ${axis} than the soma’s centre.`,
    source: { neurom: `length_fraction_above_soma (${axis.toUpperCase()})` },
    scaling: 0,
    frame: 'axes',
  }),
)

/** Shapes that depend on how the cell lies to the axes. */
export const planeShapeFeatures: readonly Feature[] = [...sideFeatures, ...planeFeatures, ...aboveFeatures]
