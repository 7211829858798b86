import { emptySomaPoints, type SomaPoints } from './tracing.ts'

/** Places of a closed curve [µm]. */
type Curve = { readonly [axis in 'x' | 'y' | 'z']: ArrayLike<number> }

/** Fewer points enclose nothing. */
const fewestPoints = 3

/**
 * Turns a closed curve into a row of diameters along x: at every x that occurs in it, from left to right, the chord
 * through the curve perpendicular to the x axis; its middle is the place and its length, in y and z, the diameter.
 *
 * Two walkers go from the leftmost point along both sides; the one that lags behind takes the next step, and its point is
 * met by the segment of the other side that spans its x. A point that lies left of the last chord is passed over.
 *
 * @param flat replaces all z by their mean first
 */
export function chordsOfOutline(
  outline: Curve,
  flat: boolean,
): { readonly points: SomaPoints; readonly skipped: readonly number[] } {
  const { x, y } = outline
  const count = x.length
  const points = emptySomaPoints()
  const skipped: number[] = []
  if (count < fewestPoints) return { points, skipped }
  const meanZ = Array.from(outline.z).reduce((sum, value) => sum + value, 0) / count
  const z = flat ? Array.from(outline.z, () => meanZ) : outline.z
  let leftmost = 0
  for (let i = 1; i < count; i++) if (x[leftmost]! > x[i]!) leftmost = i
  const chord = (left: number, middle: number, right: number) => {
    if (points.x.length > 0 && points.x.at(-1)! > x[middle]!) {
      skipped.push(middle)
      return
    }
    addChord(points, { x, y, z }, left, middle, right)
  }
  chord(leftmost, leftmost, leftmost)
  let forward = (leftmost + 1) % count
  let backward = (leftmost + count - 1) % count
  while (forward !== backward) {
    if (x[forward]! > x[backward]!) {
      chord((forward + count - 1) % count, backward, forward)
      backward = (backward + count - 1) % count
    } else {
      chord((backward + 1) % count, forward, backward)
      forward = (forward + 1) % count
    }
  }
  chord(forward, forward, forward)
  return { points, skipped }
}

/** Adds the chord from a point to the segment between two others; where that is upright, the segment itself. */
function addChord(points: SomaPoints, { x, y, z }: Curve, left: number, middle: number, right: number): void {
  const isUpright = x[right]! === x[left]!
  const run = x[right]! - x[left]!
  const nearY = isUpright ? y[left]! : y[middle]!
  const nearZ = isUpright ? z[left]! : z[middle]!
  const along = x[middle]! - x[left]!
  const farY = isUpright ? y[right]! : y[left]! + ((y[right]! - y[left]!) / run) * along
  const farZ = isUpright ? z[right]! : z[left]! + ((z[right]! - z[left]!) / run) * along
  const place = {
    x: isUpright ? x[left]! : x[middle]!,
    y: (farY + nearY) / 2,
    z: (farZ + nearZ) / 2,
    diameter: Math.sqrt((nearY - farY) * (nearY - farY) + (nearZ - farZ) * (nearZ - farZ)),
  }
  const keys = ['x', 'y', 'z', 'diameter'] as const
  // Neighbours at one place and of one diameter are one.
  if (points.x.length > 0 && keys.every(key => points[key].at(-1) === place[key])) return
  for (const key of keys) points[key].push(place[key])
}
