import { PointColumns } from '../pointColumns.ts'
import type { WrittenSamples } from './numberText.ts'

/** A place so near to a sample, in parts of the section's length, is the sample. */
const samePlace = 1e-9

/** The points of a section that has branches in its middle; `line` is 1 + the sample, 0 for points between samples. */
export interface SectionPoints {
  readonly points: PointColumns
  /** Row of each place that was asked for. */
  readonly rowOf: ReadonlyMap<number, number>
}

/**
 * The samples [start, end) of a section, with a point between two of them at every place 0…1 that has no sample. A point
 * on the straight line between two others, as wide as the cable is there, changes nothing of it.
 */
export function pointsWithPlaces(
  samples: WrittenSamples,
  start: number,
  end: number,
  places: readonly number[],
): SectionPoints {
  const { x, y, z, diameter } = samples
  const points = new PointColumns(end - start + places.length)
  const rowOf = new Map<number, number>()
  const wanted = [...new Set(places)].sort((a, b) => a - b)
  const arc = wanted.length > 0 ? fractions(samples, start, end) : new Float64Array()
  let next = 0
  for (let sample = start; sample < end; sample++) {
    const here = arc[sample - start] ?? 1
    const before = arc[sample - start - 1] ?? 0
    while (sample > start && next < wanted.length && wanted[next]! < here - samePlace) {
      const share = (wanted[next]! - before) / (here - before)
      const between = (column: Float64Array) =>
        column[sample - 1]! + share * (column[sample]! - column[sample - 1]!)
      rowOf.set(wanted[next++]!, points.add(between(x), between(y), between(z), between(diameter), 0))
    }
    const row = points.add(x[sample]!, y[sample]!, z[sample]!, diameter[sample]!, sample + 1)
    while (next < wanted.length && wanted[next]! <= here + samePlace) rowOf.set(wanted[next++]!, row)
  }
  for (; next < wanted.length; next++) rowOf.set(wanted[next]!, points.count - 1)
  return { points, rowOf }
}

/** Path length up to each sample, in parts of the whole. */
function fractions({ x, y, z }: WrittenSamples, start: number, end: number): Float64Array {
  const arc = new Float64Array(end - start)
  for (let sample = start + 1; sample < end; sample++) {
    const dx = x[sample]! - x[sample - 1]!
    const dy = y[sample]! - y[sample - 1]!
    const dz = z[sample]! - z[sample - 1]!
    arc[sample - start] = arc[sample - start - 1]! + Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  const length = arc[arc.length - 1]!
  return length > 0 ? arc.map(value => value / length) : arc
}
