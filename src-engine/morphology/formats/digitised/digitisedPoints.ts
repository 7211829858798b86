import type { PointColumns } from '../../pointColumns.ts'

/** What a point means for its branch. */
export type PointKind =
  'origin' | 'along' | 'branching' | 'ending' | 'outlineStart' | 'outline' | 'outlineEnd'

/** Points in the order in which they were traced; the lists and the table run in step. */
export interface DigitisedPoints {
  readonly points: PointColumns
  readonly kinds: PointKind[]
  /** As the file spells the type: `MTO`, `dcp`, `B`. */
  readonly types: readonly string[]
  /** SWC type of the section that a point starts. */
  readonly tags: number[]
}

/** Whether a point belongs to the outline of the soma. */
export function isOutline(table: DigitisedPoints, point: number): boolean {
  const kind = table.kinds[point]
  return kind === 'outlineStart' || kind === 'outline' || kind === 'outlineEnd'
}

/** Where a point stands in the file. */
export function placeOf(table: DigitisedPoints, point: number): { line: number } {
  return { line: table.points.line[point] ?? 1 }
}
