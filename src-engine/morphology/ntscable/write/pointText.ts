import { shortNumber } from '../numberText.ts'
import type { NtscableOptions } from '../options.ts'
import type { PointTree } from '../pointTree.ts'
import type { NeuriteSection } from '../sections.ts'
import type { SomaPoints } from '../tracing.ts'

/** A point of the output [µm]: x, y, z, diameter. */
export type PlacedPoint = readonly [number, number, number, number]

/**
 * The points of a section: a copy of the point where it starts, then its own. A spine's mark is a negative diameter.
 *
 * @param asProgram in a diagram the program has the copy on the parent's line
 */
export function sectionPoints(
  tree: PointTree,
  { origin, first, last }: NeuriteSection,
  spines: ReadonlySet<number>,
  asProgram = false,
): PlacedPoint[] {
  const copy = tree.originPlace(origin, first)
  const y = asProgram ? tree.y[origin]! : copy.y
  const points: PlacedPoint[] = [[copy.x, y, copy.z, copy.diameter]]
  for (let point = first; ; point = tree.next[point]!) {
    const diameter = spines.has(point) ? -Math.abs(tree.diameter[point]!) : tree.diameter[point]!
    points.push([tree.x[point]!, tree.y[point]!, tree.z[point]!, diameter])
    if (point === last) return points
  }
}

/** The points of the soma. */
export function somaPointList({ x, y, z, diameter }: SomaPoints): PlacedPoint[] {
  return x.map((value, i) => [value, y[i]!, z[i]!, diameter[i]!])
}

/** The spine bases that are to be marked. */
export function markedSpines(tree: PointTree, options: NtscableOptions): ReadonlySet<number> {
  return new Set(options.spines === 'mark' ? tree.spines : [])
}

/** A line with a point, in columns as the program wrote it: a sign or a blank, then the digits. */
export function pointLine([x, y, z, diameter]: PlacedPoint, digits: number): string {
  const column = (value: number) => {
    const text = shortNumber(value, digits)
    return (text.startsWith('-') ? text : ` ${text}`).padStart(digits + 3)
  }
  return `${column(x)} ${column(y)} ${column(z)} ${column(diameter)}`
}
