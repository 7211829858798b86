import type { PointColumns } from '../pointColumns.ts'
import { interpolateAt, resampleOutline, type ResampledOutline } from './resampledOutline.ts'
import { symmetricAxes } from './symmetricAxes.ts'

/** A point of a cable that stands for a soma [µm]. */
export interface Disc {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
}

/** Positions that differ by no more count as equal [µm]; hoc compares numbers so. */
const sameWithinUm = 1e-11
const slices = 20
/** Points of the cable that an outline becomes. */
export const discsOfOutline = slices + 1

/**
 * Turns a single soma outline into a straight cable of 21 points along its longest axis, whose diameters are the
 * widths of the outline there (SPEC.md, rules C1 to C4).
 *
 * @returns undefined for an outline without width, whose points lie on one line
 */
export function outlineCylinders(points: PointColumns): Disc[] | undefined {
  const outline = resampleOutline(points)
  const axes = axesOf(outline)
  if (!axes) return undefined
  const { major, minor } = axes
  const sides = sidesAlong(outline, major, minor)
  const positions = commonPositions(sides.first.along, sides.second.along)
  if (!positions) return undefined
  const first = interpolateAt(positions, sides.first.along, sides.first.across)
  const second = interpolateAt(positions, sides.second.along, sides.second.across)
  const width = Float64Array.from(first, (value, i) => Math.abs(value - second[i]!))
  // The tips have no width of their own; half of their neighbour's keeps the axial resistance finite.
  width[0] = (width[0]! + width[1]!) / 2
  width[slices] = (width[slices]! + width[slices - 1]!) / 2
  const { centre } = outline
  return Array.from(positions, (along, i) => ({
    x: major.x * along + centre.x,
    y: major.y * along + centre.y,
    z: major.z * along + centre.z,
    diameter: width[i]!,
  }))
}

/**
 * The area that the cylinders cover when seen along z, over that of the closed outline: near 1, unless the outline is
 * as wide as it is long or bent, where its longest axis means little.
 */
export function coveredFraction(points: PointColumns, discs: readonly Disc[]): number {
  let twiceOutline = 0
  for (let i = 0; i < points.count; i++) {
    const next = i + 1 < points.count ? i + 1 : 0
    twiceOutline += points.x[i]! * points.y[next]! - points.x[next]! * points.y[i]!
  }
  let covered = 0
  for (let i = 1; i < discs.length; i++) {
    const near = discs[i - 1]!
    const far = discs[i]!
    const dx = far.x - near.x
    const dy = far.y - near.y
    covered += ((near.diameter + far.diameter) / 2) * Math.sqrt(dx * dx + dy * dy)
  }
  const outline = Math.abs(twiceOutline) / 2
  return outline > 0 ? covered / outline : 1
}

interface Direction {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** The longest axis, and across it the second axis laid flat into the xy plane. */
function axesOf(outline: ResampledOutline): { major: Direction; minor: Direction } | undefined {
  const columns = [outline.x, outline.y, outline.z]
  const centre = [outline.centre.x, outline.centre.y, outline.centre.z]
  const products = columns.map((a, i) =>
    columns.map((b, j) => {
      let sum = 0
      for (let k = 0; k < a.length; k++) sum += (a[k]! - centre[i]!) * (b[k]! - centre[j]!)
      return sum
    }),
  )
  const [major, middle] = symmetricAxes(products)
  const flat = Math.sqrt(middle.x * middle.x + middle.y * middle.y)
  // Eigenvalues go with the square of lengths: narrower than a millionth of its length is a line.
  if (!(middle.value > major.value * 1e-12) || !(flat > 1e-6)) return undefined
  return { major, minor: { x: middle.x / flat, y: middle.y / flat, z: 0 } }
}

interface Side {
  readonly along: number[]
  readonly across: number[]
}

/** The two halves of the outline between its farthest points along the axis, each with strictly rising position. */
function sidesAlong(
  outline: ResampledOutline,
  major: Direction,
  minor: Direction,
): { first: Side; second: Side } {
  const { x, y, z, centre } = outline
  const along: number[] = []
  const across: number[] = []
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - centre.x
    const dy = y[i]! - centre.y
    const dz = z[i]! - centre.z
    along.push(dx * major.x + dy * major.y + dz * major.z)
    across.push(dx * minor.x + dy * minor.y)
  }
  const top = indexOfLargest(along)
  const turned = (values: number[]) => [...values.slice(top), ...values.slice(0, top)]
  const alongFromTop = turned(along)
  const acrossFromTop = turned(across)
  const bottom = indexOfLargest(alongFromTop.map(value => -value))
  return {
    first: rising(alongFromTop.slice(0, bottom).reverse(), acrossFromTop.slice(0, bottom).reverse()),
    second: rising(alongFromTop.slice(bottom), acrossFromTop.slice(bottom)),
  }
}

function indexOfLargest(values: readonly number[]): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

/** Deletes, from the end backwards, every point that does not lie beyond the one before it. */
function rising(along: number[], across: number[]): Side {
  for (let j = along.length - 1; j > 0; j--) {
    if (along[j]! > along[j - 1]! + sameWithinUm) continue
    along.splice(j, 1)
    across.splice(j, 1)
    if (j !== along.length) j++
  }
  return { along, across }
}

/** 21 equal steps from the second smallest to the second largest position of both sides. */
function commonPositions(first: readonly number[], second: readonly number[]): Float64Array | undefined {
  const all = Float64Array.from([...first, ...second]).sort()
  const low = all[1]
  const high = all[all.length - 2]
  if (first.length === 0 || second.length === 0 || low === undefined || high === undefined || !(high > low)) {
    return undefined
  }
  const step = (high - low) / slices
  return Float64Array.from({ length: slices + 1 }, (_, i) => low + i * step)
}
