import type { Selection } from '../cell/selection.ts'
import { convexHull3 } from '../shape/hull3.ts'
import { distinctPoints, type DistinctPoints } from '../shape/distinctPoints.ts'
import { principalExtents } from '../shape/principalExtents.ts'
import { type Feature, ofCell, ofNeurites } from './feature.ts'
import { samplesOfCell, samplesOfNeurites } from './selectedSamples.ts'
import { volumes } from './sectionSums.ts'

/** The places of the selected samples of the cell, each once. */
export function placesOfCell(selection: Selection): DistinctPoints {
  return distinctPoints(selection.cell.points, selection.of(samplesOfCell))
}

const placesOfNeurites = (selection: Selection) =>
  selection.of(samplesOfNeurites).map(samples => distinctPoints(selection.cell.points, samples))

const hull = ({ x, y, z }: DistinctPoints) => convexHull3(x, y, z)
const hullOfCell = (selection: Selection) => hull(selection.of(placesOfCell))
const hullsOfNeurites = (selection: Selection) => selection.of(placesOfNeurites).map(hull)
const extentsOfNeurites = (selection: Selection) => selection.of(placesOfNeurites).map(principalExtents)
const extentsOfCell = (selection: Selection) => principalExtents(selection.of(placesOfCell))

function volumesOfNeurites(selection: Selection): Float64Array {
  const { cell, sections } = selection
  const volume = cell.of(volumes)
  const sums = new Float64Array(cell.tree.root.length)
  for (const section of sections) sums[cell.tree.neurite[section]!]! += volume[section]!
  return sums
}

const densities = (selection: Selection) => {
  const volume = selection.of(volumesOfNeurites)
  return selection.of(hullsOfNeurites).map((shape, neurite) => volume[neurite]! / (shape?.volume ?? NaN))
}

function densityOfCell(selection: Selection): number {
  let volume = 0
  for (const value of selection.of(volumesOfNeurites)) volume += value
  return volume / (selection.of(hullOfCell)?.volume ?? NaN)
}

const ordinals = ['Largest', 'Middle', 'Smallest'] as const

const extentFeatures = ordinals.flatMap((word, direction) => {
  const definition = (what: string) =>
    `${word} of the three extents of the ${what}’s points along the eigenvectors of their covariance, each place counted once.`
  const source = { neurom: `principal_direction_extents (direction ${direction})` }
  return [
    ofNeurites(selection => selection.of(extentsOfNeurites).map(extents => extents[direction] ?? NaN), {
      id: `neurite-principal-extent-${direction + 1}`,
      title: `${word} principal extent of a neurite`,
      unit: 'µm',
      definition: definition('neurite'),
      source,
      scaling: 1,
    }),
    ofCell(selection => selection.of(extentsOfCell)[direction] ?? NaN, {
      id: `principal-extent-${direction + 1}`,
      title: `${word} principal extent`,
      unit: 'µm',
      definition: definition('cell'),
      source: { paper: 'as NeuroM’s principal_direction_extents, of all neurites together' },
      scaling: 1,
    }),
  ]
})

const hullWords = [
  { id: 'hull-volume', title: 'Volume of the convex hull', unit: 'µm³', of: 'volume', scaling: 3 },
  { id: 'hull-area', title: 'Area of the convex hull', unit: 'µm²', of: 'area', scaling: 2 },
] as const

const hullFeatures = hullWords.flatMap(({ id, title, unit, of, scaling }) => [
  ofNeurites(selection => selection.of(hullsOfNeurites).map(shape => shape?.[of] ?? NaN), {
    id: `neurite-${id}`,
    title: `${title} of a neurite`,
    unit,
    definition: `${title} of the neurite’s points; none where they lie in one plane.`,
    source: { paper: 'Barber et al. 1996, ACM Trans Math Softw 22:469' },
    scaling,
  }),
  ofCell(selection => selection.of(hullOfCell)?.[of] ?? NaN, {
    id,
    title,
    unit,
    definition: `${title} of the points of all neurites; none where they lie in one plane.`,
    source: { paper: 'Barber et al. 1996, ACM Trans Math Softw 22:469' },
    scaling,
  }),
])

/** How much room neurites and cells take. */
export const extentFeatures3d: readonly Feature[] = [
  ...extentFeatures,
  ...hullFeatures,
  ofNeurites(densities, {
    id: 'neurite-volume-density',
    title: 'Volume density of a neurite',
    unit: '1',
    definition: 'Volume of the neurite over that of its convex hull.',
    source: { neurom: 'neurite_volume_density' },
    scaling: 0,
  }),
  ofCell(densityOfCell, {
    id: 'volume-density',
    title: 'Volume density',
    unit: '1',
    definition: 'Volume of all neurites over that of their common convex hull.',
    source: { neurom: 'volume_density' },
    scaling: 0,
  }),
]
