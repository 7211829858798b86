import type { ImportReport } from '../importReport.ts'
import { remarkDiameters } from '../remarkDiameters.ts'
import type { TracedCell, TracedSection } from './tracedCell.ts'

/** A branch whose points or sub-branches are being read. */
interface OpenBranch {
  /** Where its points start in the table. */
  readonly start: number
  /** What it hangs on. */
  readonly parent: TracedSection | undefined
  readonly line: number
  readonly type: number
  /** Once its points are complete: the section, or its parent's if it had no points. */
  section: TracedSection | undefined
  isComplete: boolean
}

/**
 * A tree that is being read branch within branch: points first, then branches that go on from its end. The open branches
 * are kept in a list, not on the call stack, so that depth is limited by memory only. Points are added to the cell's
 * table by the reader; here they become sections.
 */
export class OpenBranches {
  readonly #cell: TracedCell
  readonly #report: ImportReport
  readonly #type: number
  readonly #open: OpenBranch[] = []

  /** @param type of the sections of the tree, unless a branch says otherwise */
  constructor(cell: TracedCell, report: ImportReport, type: number) {
    this.#cell = cell
    this.#report = report
    this.#type = type
  }

  /** How many branches are open. */
  get depth(): number {
    return this.#open.length
  }

  /** Whether the innermost branch has split already, so that no point of it may follow. */
  get hasSplit(): boolean {
    return this.#open.at(-1)?.isComplete ?? false
  }

  /** Where the points of the innermost branch start. */
  get start(): number {
    return this.#open.at(-1)?.start ?? this.#cell.points.count
  }

  /** The row that something in the innermost branch stands after; that of the point to come where it has none yet. */
  get row(): number {
    const branch = this.#open.at(-1)
    if (!branch) return -1
    if (branch.isComplete) return (branch.section?.points.end ?? 0) - 1
    return Math.max(branch.start, this.#cell.points.count - 1)
  }

  /** Begins the trunk, or a branch at the end of the innermost one, whose points are complete now and whose type it has. */
  begin(line: number, type = this.#open.at(-1)?.type ?? this.#type): void {
    const above = this.#open.at(-1)
    if (above) this.#complete(above)
    const start = this.#cell.points.count
    this.#open.push({ start, parent: above?.section, line, type, section: undefined, isComplete: false })
  }

  /** Ends the innermost branch. */
  end(): void {
    const branch = this.#open.pop()
    if (branch) this.#complete(branch)
  }

  /** Turns the points of a branch into a section, once. */
  #complete(branch: OpenBranch): void {
    if (branch.isComplete) return
    branch.isComplete = true
    branch.section = branch.parent
    const { points, annotations } = this.#cell
    const { start, parent } = branch
    if (points.count === start) {
      annotations.rowsRemoved(start, (parent?.points.end ?? 0) - 1)
      this.#report.say('morphology/empty-branch', {}, { line: branch.line })
      return
    }
    remarkDiameters(points, start, points.count, this.#report)
    if (parent) repeatParentPoint(this.#cell, parent, start)
    branch.section = {
      type: branch.type,
      parent,
      parentX: 1,
      wire: undefined,
      points: { start, end: points.count },
      outlines: undefined,
    }
    this.#cell.sections.push(branch.section)
  }
}

/**
 * Puts the parent's last point, with the diameter of the branch's first, before the branch's points; unless the branch
 * starts just there.
 */
function repeatParentPoint(cell: TracedCell, parent: TracedSection, start: number): void {
  const { points } = cell
  const last = parent.points.end - 1
  const isSame =
    points.x[last] === points.x[start] &&
    points.y[last] === points.y[start] &&
    points.z[last] === points.z[start]
  if (isSame) return
  points.insert(start, last, points.diameter[start]!)
  cell.annotations.rowInserted(start)
}
