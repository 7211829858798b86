import { acos, asin, atan2 } from '../../../math/elementary.ts'
import { sectionType } from '../../morphology.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import type { Selection } from '../cell/selection.ts'
import { somaOf } from '../cell/soma.ts'
import { trunkSamples } from '../cell/trunks.ts'
import { type Feature, ofNeurites } from './feature.ts'
import { lengths } from './sectionSums.ts'
import { angle, norm, placeAt, type Vector } from './vectors.ts'

/** From the soma's centre to the first point of each neurite; undefined without a soma. */
function trunkVectors(cell: MeasuredCell): readonly Vector[] | undefined {
  const soma = cell.of(somaOf)
  if (!soma) return undefined
  return Array.from(cell.of(trunkSamples), sample => {
    const [x, y, z] = placeAt(cell.points, sample)
    return [x - soma.x, y - soma.y, z - soma.z] as const
  })
}

/** The neurites whose first sections are selected; a neurite of which only branches are has no trunk. */
function neuritesWithTrunk({ cell, sections }: Selection): Int32Array {
  const { tree } = cell
  const trunks = sections.filter(section => tree.parent[section]! < 0)
  return trunks.map(section => tree.neurite[section]!).sort()
}

/** Keeps a number where the trunk is selected. */
const ofTrunks = (quantity: (selection: Selection) => ArrayLike<number>) => (selection: Selection) => {
  const values = selection.of(quantity)
  const kept = new Float64Array(values.length).fill(NaN)
  for (const neurite of selection.of(neuritesWithTrunk)) kept[neurite] = values[neurite]!
  return kept
}

/** A number from each trunk's direction; NaN without a soma, and where the neurite starts at its centre. */
const fromVectors = (measure: (vector: Vector) => number) =>
  ofTrunks(selection => {
    const vectors = selection.cell.of(trunkVectors)
    return Array.from(selection.cell.tree.root, (_, neurite) => {
      const vector = vectors?.[neurite]
      return vector && norm(vector) > 0 ? measure(vector) : NaN
    })
  })

const azimuth = ([x, , z]: Vector) => atan2(z, x)
const elevation = (vector: Vector) => asin(Math.max(-1, Math.min(1, vector[1] / norm(vector))))

/** Angle in the xy plane between each trunk and the one before it, anticlockwise from the y axis. */
function trunkAngles(selection: Selection): Float64Array {
  const { cell } = selection
  const neurites = selection.of(neuritesWithTrunk)
  const angles = new Float64Array(cell.tree.root.length).fill(NaN)
  const vectors = cell.of(trunkVectors)
  if (!vectors) return angles
  const flat = Array.from(neurites, neurite => ({ neurite, vector: vectors[neurite] ?? [0, 0, 0] }))
  flat.sort((a, b) => atan2(a.vector[1], a.vector[0]) - atan2(b.vector[1], b.vector[0]))
  flat.forEach(({ neurite, vector }, at) => {
    const before = flat.at(at - 1)?.vector ?? vector
    const [p, q] = [norm([vector[0], vector[1], 0]), norm([before[0], before[1], 0])]
    if (flat.length === 1) angles[neurite] = 0
    else if (p > 0 && q > 0) {
      const cosine = (vector[0] * before[0] + vector[1] * before[1]) / (p * q)
      angles[neurite] = acos(Math.max(-1, Math.min(1, cosine)))
    }
  })
  return angles
}

/** Angle between each apical trunk and the nearest basal one. */
function apicalToBasal(selection: Selection): Float64Array {
  const { cell } = selection
  const neurites = selection.of(neuritesWithTrunk)
  const angles = new Float64Array(cell.tree.root.length).fill(NaN)
  const vectors = cell.of(trunkVectors)
  const typeOf = (neurite: number) => cell.morphology.sections.type[cell.tree.root[neurite]!]
  const basal = neurites.filter(neurite => typeOf(neurite) === sectionType.dend)
  for (const neurite of neurites) {
    const own = vectors?.[neurite]
    if (!own || typeOf(neurite) !== sectionType.apic) continue
    for (const other of basal) {
      const between = angle(own, vectors[other]!)
      if (!(between >= angles[neurite]!)) angles[neurite] = between
    }
  }
  return angles
}

/** Difference of two angles within −π … π. */
function folded(difference: number): number {
  if (difference <= -Math.PI) return difference + 2 * Math.PI
  return difference > Math.PI ? difference - 2 * Math.PI : difference
}

const up: Vector = [0, 1, 0]

const vectorFeatures = (['x', 'y', 'z'] as const).map((axis, index) =>
  ofNeurites(
    fromVectors(vector => vector[index] ?? NaN),
    {
      id: `trunk-vector-${axis}`,
      title: `Trunk vector, ${axis}`,
      unit: 'µm',
      definition: `Coordinate ${axis} of the neurite’s first point, from the soma’s centre.`,
      source: { neurom: 'trunk_vectors' },
      scaling: 1,
      frame: 'axes',
    },
  ),
)

/** Where neurites leave the soma. */
export const trunkFeatures: readonly Feature[] = [
  ...vectorFeatures,
  ofNeurites(fromVectors(azimuth), {
    id: 'trunk-azimuth',
    title: 'Trunk azimuth',
    unit: 'rad',
    definition:
      'Angle from the x axis, in the xz plane, of the direction from the soma’s centre to the neurite’s first point, −π to π.',
    source: { neurom: 'trunk_origin_azimuths' },
    scaling: 0,
    frame: 'axes',
  }),
  ofNeurites(fromVectors(elevation), {
    id: 'trunk-elevation',
    title: 'Trunk elevation',
    unit: 'rad',
    definition:
      'Angle above the xz plane of the direction from the soma’s centre to the neurite’s first point, −π/2 to π/2.',
    source: { neurom: 'trunk_origin_elevations' },
    scaling: 0,
    frame: 'axes',
  }),
  ofNeurites(trunkAngles, {
    id: 'trunk-angle',
    title: 'Trunk angle',
    unit: 'rad',
    definition:
      'Angle in the xy plane between the neurite’s trunk and the one before it, when trunks are taken anticlockwise.',
    source: { neurom: 'trunk_angles' },
    scaling: 0,
    frame: 'axes',
  }),
  ofNeurites(
    fromVectors(vector => angle(up, vector)),
    {
      id: 'trunk-angle-from-y',
      title: 'Trunk angle from the y axis',
      unit: 'rad',
      definition:
        'Angle between the y axis and the direction from the soma’s centre to the neurite’s first point.',
      source: { neurom: 'trunk_angles_from_vector (3-D angle)' },
      scaling: 0,
      frame: 'axes',
    },
  ),
  ofNeurites(
    fromVectors(vector => folded(elevation(vector) - Math.PI / 2)),
    {
      id: 'trunk-elevation-from-y',
      title: 'Trunk elevation from the y axis',
      unit: 'rad',
      definition: 'Elevation of the trunk’s direction less that of the y axis.',
      source: { neurom: 'trunk_angles_from_vector (elevation)' },
      scaling: 0,
      frame: 'axes',
    },
  ),
  ofNeurites(apicalToBasal, {
    id: 'trunk-angle-apical-basal',
    title: 'Angle of apical to basal trunk',
    unit: 'rad',
    definition:
      'Angle between an apical dendrite’s trunk and that of the nearest basal dendrite; of apical dendrites only.',
    source: { neurom: 'trunk_angles_inter_types (closest_component 0)' },
    scaling: 0,
  }),
  ofNeurites(
    ofTrunks(({ cell }) => Float64Array.from(cell.of(trunkSamples), i => cell.points.diameter[i]! / 2)),
    {
      id: 'trunk-radius',
      title: 'Trunk radius',
      unit: 'µm',
      definition: 'Radius of the neurite’s first point.',
      source: { neurom: 'trunk_origin_radii' },
      scaling: 1,
    },
  ),
  ofNeurites(
    ofTrunks(({ cell }) => Float64Array.from(cell.tree.root, root => cell.of(lengths)[root]!)),
    {
      id: 'trunk-section-length',
      title: 'Trunk section length',
      unit: 'µm',
      definition: 'Length of the neurite’s first section.',
      source: { neurom: 'trunk_section_lengths' },
      scaling: 1,
    },
  ),
]
