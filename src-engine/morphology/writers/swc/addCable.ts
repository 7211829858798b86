import type { SwcLayout } from './laySwc.ts'

/** A place so near to a sample, in parts of the section's length, is the sample. */
const samePlace = 1e-9

/** The rows that a section was given. */
export interface LaidCable {
  /** Row of its first point: its own, or the parent's that stands for it. */
  readonly first: number
  readonly last: number
  /** Rows of the places that were asked for. */
  readonly at: ReadonlyMap<number, number>
}

/**
 * Adds the samples of a section from one on, and points between them where branches hang on places 0…1 without a
 * sample. A point on the straight line between two samples, as wide as the cable is there, changes nothing of it.
 */
export function addCable(
  layout: SwcLayout,
  section: number,
  from: 0 | 1,
  places: readonly number[],
): LaidCable {
  const { morphology, samples, rows, hook } = layout
  const { firstSample, type } = morphology.sections
  const start = firstSample[section]!
  const end = firstSample[section + 1]!
  const own = type[section]!
  const up = hook[section]!
  const at = new Map<number, number>()
  const wanted = [...new Set(places)].sort((a, b) => a - b)
  const arc = wanted.length > 0 ? fractions(layout, start, end) : new Float64Array()
  let next = 0
  let row = up
  let first = up
  for (let sample = start; sample < end; sample++) {
    for (; next < wanted.length && sample > start; next++) {
      const place = wanted[next]!
      if (place > arc[sample - start]! - samePlace) break
      const before = arc[sample - start - 1]!
      if (place > before + samePlace) {
        const share = (place - before) / (arc[sample - start]! - before)
        const between = (column: Float64Array) =>
          column[sample - 1]! + share * (column[sample]! - column[sample - 1]!)
        const { x, y, z, diameter } = samples
        row = rows.add(own, row, {
          x: between(x),
          y: between(y),
          z: between(z),
          diameter: between(diameter),
        })
      }
      at.set(place, row)
    }
    if (sample < start + from) continue
    const { x, y, z, diameter } = samples
    row = rows.add(own, row, {
      x: x[sample]!,
      y: y[sample]!,
      z: z[sample]!,
      diameter: diameter[sample]!,
    })
    if (sample === start) first = row
    for (; next < wanted.length && wanted[next]! <= (arc[sample - start] ?? 1) + samePlace; next++)
      at.set(wanted[next]!, row)
  }
  for (; next < wanted.length; next++) at.set(wanted[next]!, row)
  return { first, last: row, at }
}

/** Path length up to each sample, in parts of the whole. */
function fractions({ samples: { x, y, z } }: SwcLayout, start: number, end: number): Float64Array {
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
