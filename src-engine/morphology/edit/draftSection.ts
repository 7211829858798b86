import type { PointColumns } from '../pointColumns.ts'
import type { Place3d } from '../traced/tracedCell.ts'

/** A stretch of a section of the cell as it was, and where it lies on the section of the draft. */
export interface Origin {
  readonly old: number
  readonly start: number
  readonly end: number
  readonly toStart: number
  readonly toEnd: number
}

/** A section while a cell is being edited. */
export interface DraftSection {
  name: string
  type: number
  parent: DraftSection | undefined
  parentX: number
  wire: Place3d | undefined
  readonly children: DraftSection[]
  points: PointColumns
  /** Rows [first, end) of `points` are the section's. */
  first: number
  end: number
  /** Whether `points` is the section's alone, so that it may be changed; otherwise it is the old cell's table. */
  isOwn: boolean
  origins: readonly Origin[]
  isDeleted: boolean
}

/** How many samples the section has. */
export function sampleCount(section: DraftSection): number {
  return section.end - section.first
}

/** Where on the section's children's list a child stands; it is taken out. */
export function leaveParent(section: DraftSection): void {
  const siblings = section.parent?.children
  if (siblings) siblings.splice(siblings.indexOf(section), 1)
  section.parent = undefined
  section.parentX = 0
}

/** Attaches a section that has no parent. */
export function joinParent(section: DraftSection, parent: DraftSection, parentX: number): void {
  section.parent = parent
  section.parentX = parentX
  parent.children.push(section)
}

/** A section and everything that hangs on it, parents first. */
export function subtreeOf(section: DraftSection): DraftSection[] {
  const all = [section]
  for (let at = 0; at < all.length; at++) for (const child of all[at]?.children ?? []) all.push(child)
  return all
}

/** Distance of every sample from the first along the section [µm]. */
export function arcOf({ points, first, end }: DraftSection): Float64Array {
  const arc = new Float64Array(end - first)
  for (let row = first + 1; row < end; row++) {
    const dx = points.x[row]! - points.x[row - 1]!
    const dy = points.y[row]! - points.y[row - 1]!
    const dz = points.z[row]! - points.z[row - 1]!
    arc[row - first] = arc[row - first - 1]! + Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  return arc
}

/** Whether two samples lie at one place, to the last bit. */
export function isSamePlace(a: DraftSection, rowA: number, b: DraftSection, rowB: number): boolean {
  return (
    a.points.x[rowA] === b.points.x[rowB] &&
    a.points.y[rowA] === b.points.y[rowB] &&
    a.points.z[rowA] === b.points.z[rowB]
  )
}

/** Whether the first sample of a section is a copy of its parent's sample at a row: its branch point. */
export function startsAt(child: DraftSection, parent: DraftSection, row: number): boolean {
  return child.parent === parent && !child.wire && isSamePlace(child, child.first, parent, row)
}

/**
 * Puts a point between two rows of a table at the end of another. Diameters run between the magnitudes, as in
 * computations; the sign is a mark of single points.
 */
export function addBetween(to: PointColumns, from: PointColumns, near: number, part: number): void {
  const between = (a: number, b: number) => a + part * (b - a)
  to.add(
    between(from.x[near]!, from.x[near + 1]!),
    between(from.y[near]!, from.y[near + 1]!),
    between(from.z[near]!, from.z[near + 1]!),
    between(Math.abs(from.diameter[near]!), Math.abs(from.diameter[near + 1]!)),
    0,
  )
}
