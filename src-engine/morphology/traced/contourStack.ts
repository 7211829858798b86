import type { PointColumns } from '../pointColumns.ts'
import type { Disc } from './outlineCylinders.ts'
import { resampleOutline } from './resampledOutline.ts'
import type { Place3d } from './tracedCell.ts'

/**
 * Turns a stack of soma outlines into a cable with a disc for each, in file order. A disc's diameter is the sum of two
 * estimates of the radius: mean distance from the centre, and perimeter/2π (closed, in 3-D).
 */
export function contourStackPoints(outlines: readonly PointColumns[]): Disc[] {
  return outlines.map(points => {
    const outline = resampleOutline(points)
    const { x, y, z, centre } = outline
    let distance = 0
    for (let i = 0; i < x.length; i++) {
      const dx = x[i]! - centre.x
      const dy = y[i]! - centre.y
      const dz = z[i]! - centre.z
      distance += Math.sqrt(dx * dx + dy * dy + dz * dz)
    }
    return { ...centre, diameter: distance / x.length + closedPerimeter(points) / (2 * Math.PI) }
  })
}

/** The middle of a soma [µm]: of one outline its mean; of a stack the half-way point along the line of centres. */
export function outlinesCentre(outlines: readonly PointColumns[]): Place3d {
  const centres = outlines.map(points => resampleOutline(points).centre)
  const arc = [0]
  for (let i = 1; i < centres.length; i++) {
    arc.push(arc[i - 1]! + distanceBetween(centres[i - 1]!, centres[i]!))
  }
  const half = arc[arc.length - 1]! / 2
  const after = arc.findIndex(length => length > half)
  if (half === 0 || after < 1) return centres[0]!
  const fraction = (half - arc[after - 1]!) / (arc[after]! - arc[after - 1]!)
  const [low, high] = [centres[after - 1]!, centres[after]!]
  return {
    x: fraction * high.x + (1 - fraction) * low.x,
    y: fraction * high.y + (1 - fraction) * low.y,
    z: fraction * high.z + (1 - fraction) * low.z,
  }
}

/** Straight distance [µm]. */
export function distanceBetween(a: Place3d, b: Place3d): number {
  const dx = a.x - b.x
  const dy = a.y - b.y
  const dz = a.z - b.z
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

function closedPerimeter(points: PointColumns): number {
  let sum = 0
  for (let i = 0; i < points.count; i++) {
    const next = i + 1 < points.count ? i + 1 : 0
    const dx = points.x[next]! - points.x[i]!
    const dy = points.y[next]! - points.y[i]!
    const dz = points.z[next]! - points.z[i]!
    sum += Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  return sum
}
