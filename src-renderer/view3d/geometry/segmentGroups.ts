import type { CellShape } from './cellShape.ts'

/** Segments in one group of the index: enough to skip most of a cell, few enough to test one by one. */
const groupSize = 16

/** Runs of segments, each of one section and within a sphere [µm]. Structure of arrays. */
export interface SegmentGroups {
  readonly count: number
  readonly section: Int32Array
  readonly firstSegment: Int32Array
  readonly endSegment: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly radius: Float64Array
}

/** Divides all sections into runs of segments. */
export function groupSegments({ samples, sections }: CellShape): SegmentGroups {
  let count = 0
  const segmentsOf = (section: number): number =>
    Math.max(0, sections.firstSample[section + 1]! - sections.firstSample[section]! - 1)
  for (let section = 0; section < sections.count; section++)
    count += Math.ceil(segmentsOf(section) / groupSize)
  const groups: SegmentGroups = {
    count,
    section: new Int32Array(count),
    firstSegment: new Int32Array(count),
    endSegment: new Int32Array(count),
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
    radius: new Float64Array(count),
  }
  let group = 0
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section]!
    const end = first + segmentsOf(section)
    for (let segment = first; segment < end; segment += groupSize, group++) {
      const last = Math.min(segment + groupSize, end)
      groups.section[group] = section
      groups.firstSegment[group] = segment
      groups.endSegment[group] = last
      const middle = (segment + last) >> 1
      groups.x[group] = samples.x[middle]!
      groups.y[group] = samples.y[middle]!
      groups.z[group] = samples.z[middle]!
      let radius = 0
      for (let sample = segment; sample <= last; sample++) {
        const away = Math.hypot(
          samples.x[sample]! - groups.x[group]!,
          samples.y[sample]! - groups.y[group]!,
          samples.z[sample]! - groups.z[group]!,
        )
        radius = Math.max(radius, away + Math.abs(samples.diameter[sample]!) / 2)
      }
      groups.radius[group] = radius
    }
  }
  return groups
}
