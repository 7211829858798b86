import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { Point3, SectionArcs } from './geometry/arcs.ts'
import { groupSegments, type SegmentGroups } from './geometry/segmentGroups.ts'

/** What the pointer is on. */
export interface Pick {
  readonly section: number
  /** Position along the section, 0…1. */
  readonly x: number
}

/** Finds the section under a line of sight. */
export interface Picker {
  /**
   * @param from a point on the line [µm]
   * @param towards unit vector towards the viewer
   * @param reachUm how far beside a branch still counts as on it [µm]
   */
  pick(from: Point3, towards: Point3, reachUm: number): Pick | undefined
}

/** How a line passes one segment. */
interface Passing {
  /** Where on the segment, 0…1. */
  fraction: number
  /** Distance between line and axis [µm]. */
  apart: number
  /** Position along the line, towards the viewer [µm]. */
  depth: number
}

/** Closest approach of the line of sight to the segment between two samples. */
function passSegment(
  { samples }: Morphology,
  sample: number,
  from: Point3,
  towards: Point3,
  into: Passing,
): void {
  const ax = samples.x[sample]! - from.x
  const ay = samples.y[sample]! - from.y
  const az = samples.z[sample]! - from.z
  const dx = samples.x[sample + 1]! - samples.x[sample]!
  const dy = samples.y[sample + 1]! - samples.y[sample]!
  const dz = samples.z[sample + 1]! - samples.z[sample]!
  // Both vectors without their part along the line of sight: the problem becomes one in the plane of the picture.
  const aAlong = ax * towards.x + ay * towards.y + az * towards.z
  const dAlong = dx * towards.x + dy * towards.y + dz * towards.z
  const px = ax - aAlong * towards.x
  const py = ay - aAlong * towards.y
  const pz = az - aAlong * towards.z
  const qx = dx - dAlong * towards.x
  const qy = dy - dAlong * towards.y
  const qz = dz - dAlong * towards.z
  const square = qx * qx + qy * qy + qz * qz
  // Seen end on, the nearer end is what the viewer sees.
  const free = square > 1e-12 ? -(px * qx + py * qy + pz * qz) / square : dAlong > 0 ? 1 : 0
  const fraction = Math.min(1, Math.max(0, free))
  into.fraction = fraction
  into.apart = Math.hypot(px + fraction * qx, py + fraction * qy, pz + fraction * qz)
  into.depth = aAlong + fraction * dAlong
}

/** Picks on a cell: spheres around runs of segments are tested first, then the segments within. */
export function createPicker(
  morphology: Morphology,
  arcs: SectionArcs,
  groups: SegmentGroups = groupSegments(morphology),
): Picker {
  const { samples } = morphology
  const passing: Passing = { fraction: 0, apart: 0, depth: 0 }

  function pick(from: Point3, towards: Point3, reachUm: number): Pick | undefined {
    let best: Pick | undefined
    let bestDepth = -Infinity
    let bestGap = Infinity
    for (let group = 0; group < groups.count; group++) {
      const gx = groups.x[group]! - from.x
      const gy = groups.y[group]! - from.y
      const gz = groups.z[group]! - from.z
      const along = gx * towards.x + gy * towards.y + gz * towards.z
      const room = groups.radius[group]! + reachUm
      if (gx * gx + gy * gy + gz * gz - along * along > room * room) continue
      for (let sample = groups.firstSegment[group]!; sample < groups.endSegment[group]!; sample++) {
        passSegment(morphology, sample, from, towards, passing)
        const near = Math.abs(samples.diameter[sample]!) / 2
        const far = Math.abs(samples.diameter[sample + 1]!) / 2
        const radius = near + passing.fraction * (far - near)
        const gap = Math.max(0, passing.apart - radius)
        if (gap > reachUm) continue
        // On a branch beats beside one; among those on, the front one; among those beside, the nearest.
        const depth = passing.depth + Math.sqrt(Math.max(0, radius * radius - passing.apart * passing.apart))
        const better = gap === 0 ? bestGap > 0 || depth > bestDepth : gap < bestGap
        if (!better) continue
        bestGap = gap
        bestDepth = depth
        best = {
          section: groups.section[group]!,
          x: placeOf(groups.section[group]!, sample, passing.fraction),
        }
      }
    }
    return best
  }

  function placeOf(section: number, sample: number, fraction: number): number {
    const length = arcs.lengthUm[section] ?? 0
    if (length === 0) return 0
    const from = arcs.alongUm[sample]!
    return (from + fraction * (arcs.alongUm[sample + 1]! - from)) / length
  }

  return { pick }
}
