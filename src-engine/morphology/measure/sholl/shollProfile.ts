import { childCount } from '../cell/neuriteTree.ts'
import type { Selection } from '../cell/selection.ts'
import { somaOf } from '../cell/soma.ts'
import { norm, type Vector } from '../features/vectors.ts'
import { crossingsOf, segmentToCentre } from './sphereCrossings.ts'

/** Around what, and how finely. */
export interface ShollOptions {
  /** Distance of successive radii [µm]. */
  readonly stepUm: number
  /** Radii begin at the soma's centre, or at its surface (its radius). */
  readonly from?: 'centre' | 'surface'
  /** Spheres in space, or circles in the xy plane. */
  readonly dimensions?: 2 | 3
  /** The centre where there is no soma, or another one is wanted [µm]. */
  readonly centre?: Vector
}

/** One row for each radius. */
export interface ShollProfile {
  readonly centre: Vector
  readonly radiusUm: Float64Array
  /** Exact intersections of the segments with the sphere. */
  readonly crossings: Float64Array
  /** NeuroM's count: segments with one end inside or on, the other outside or on the sphere. */
  readonly segmentCrossings: Float64Array
  /** Exact intersections by type number of the section. */
  readonly crossingsOfType: ReadonlyMap<number, Float64Array>
  /** Length between this radius and the next [µm]. */
  readonly lengthUm: Float64Array
  /** Sections that end with two children or more, and that end, between this radius and the next. */
  readonly branchPoints: Float64Array
  readonly ends: Float64Array
}

/** Most radii of a profile; more would be a mistaken unit. */
const mostRadii = 1_000_000

/**
 * Sholl's analysis (1953, J Anat 87:387) of what is selected of a cell. The time grows with segments plus crossings: each
 * segment looks at the radii only that it can reach.
 *
 * @returns undefined where there is neither a soma nor a centre, or a million radii would not do
 */
export function shollProfile(selection: Selection, options: ShollOptions): ShollProfile | undefined {
  const { cell, segments, sections } = selection
  const { stepUm, from = 'centre', dimensions = 3 } = options
  const soma = cell.of(somaOf)
  const centre = options.centre ?? (soma && ([soma.x, soma.y, soma.z] as const))
  if (!centre || !(stepUm > 0)) return undefined
  const flat = dimensions === 2 ? 0 : 1
  const { x, y, z } = cell.points
  const place = (i: number): Vector => [x[i]! - centre[0], y[i]! - centre[1], flat * (z[i]! - centre[2])]
  const start = from === 'surface' ? (soma?.radiusUm ?? 0) : 0
  let largest = 0
  for (const i of segments) {
    for (const end of [i, i + 1]) largest = Math.max(largest, norm(place(end)))
  }
  const count = segments.length === 0 ? 0 : Math.floor(Math.max(0, largest - start) / stepUm) + 1
  if (count > mostRadii) return undefined
  const column = () => new Float64Array(count)
  const profile = {
    centre,
    radiusUm: column().map((_, k) => start + k * stepUm),
    crossings: column(),
    segmentCrossings: column(),
    crossingsOfType: new Map<number, Float64Array>(),
    lengthUm: column(),
    branchPoints: column(),
    ends: column(),
  }
  const shell = (distance: number) => Math.floor((distance - start) / stepUm)
  const { type } = cell.morphology.sections
  for (const section of sections) {
    const ofType = profile.crossingsOfType.get(type[section]!) ?? column()
    profile.crossingsOfType.set(type[section]!, ofType)
    for (let i = cell.first(section); i < cell.last(section); i++) {
      const [a, b] = [place(i), place(i + 1)]
      const lying = segmentToCentre(a, b)
      const last = Math.min(count - 1, shell(Math.max(lying.near, lying.far)))
      for (let k = Math.max(0, shell(lying.least)); k <= last; k++) {
        const radius = profile.radiusUm[k]!
        const times = crossingsOf(lying, radius)
        profile.crossings[k]! += times
        ofType[k]! += times
        const [inner, outer] = [Math.min(lying.near, lying.far), Math.max(lying.near, lying.far)]
        if (inner <= radius && radius <= outer) profile.segmentCrossings[k]!++
      }
      addLength(profile.lengthUm, profile.radiusUm, [a, b], stepUm)
    }
    const end = shell(norm(place(cell.last(section))))
    if (end < 0 || end >= count) continue
    if (childCount(cell.tree, section) === 0) profile.ends[end]!++
    else if (childCount(cell.tree, section) >= 2) profile.branchPoints[end]!++
  }
  return profile
}

/** Divides the length of a segment among the shells that it passes. */
function addLength(
  lengths: Float64Array,
  radii: Float64Array,
  [a, b]: readonly [Vector, Vector],
  step: number,
): void {
  const along = b.map((value, k) => value - a[k]!)
  const squared = along.reduce((sum, value) => sum + value * value, 0)
  if (squared === 0) return
  const half = a.reduce((sum, value, k) => sum + value * along[k]!, 0)
  const distance = (at: number) =>
    Math.sqrt(a.reduce((sum, value, k) => sum + (value + at * along[k]!) * (value + at * along[k]!), 0))
  const square = a.reduce((sum, value) => sum + value * value, 0)
  const first = radii[0] ?? 0
  const cuts = [0, 1]
  const least = distance(Math.max(0, Math.min(1, -half / squared)))
  const farthest = Math.max(distance(0), distance(1))
  const from = Math.max(0, Math.ceil((least - first) / step))
  for (let k = from; k < radii.length && radii[k]! <= farthest; k++) {
    const root = half * half - squared * (square - radii[k]! * radii[k]!)
    if (!(root > 0)) continue
    for (const sign of [-1, 1]) {
      const at = (-half + sign * Math.sqrt(root)) / squared
      if (at > 0 && at < 1) cuts.push(at)
    }
  }
  cuts.sort((p, q) => p - q)
  for (let k = 1; k < cuts.length; k++) {
    const middle = distance((cuts[k - 1]! + cuts[k]!) / 2)
    const at = Math.floor((middle - first) / step)
    if (at >= 0 && at < lengths.length) lengths[at]! += (cuts[k]! - cuts[k - 1]!) * Math.sqrt(squared)
  }
}
