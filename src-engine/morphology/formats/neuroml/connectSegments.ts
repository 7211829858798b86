import type { ReaderInput } from '../format.ts'
import type { CellRecord, SegmentTable } from './cellRecord.ts'

/** Segments as a tree, by rows of the table. */
export interface SegmentTree {
  readonly segments: SegmentTable
  /** Row of the parent; −1 for a root. */
  readonly parent: Int32Array
  /** Children of each row, in file order. */
  readonly children: readonly (readonly number[])[]
  /** The rows that are kept, parents before children. */
  readonly parentsFirst: readonly number[]
  readonly rowOf: ReadonlyMap<string, number>
  /** Where on the parent, 0…1. */
  readonly fraction: Float64Array
}

/**
 * Finds the parents of segments and the near ends that the file leaves out: the parent's far end, or the point between its
 * ends at that fraction, diameter and all (rules X15 to X17).
 *
 * @returns undefined where the report holds an error
 */
export function connectSegments(cell: CellRecord, input: ReaderInput): SegmentTree | undefined {
  const { segments } = cell
  const rowOf = rowsById(segments, input)
  const parent = new Int32Array(segments.count).fill(-1)
  const fraction = Float64Array.from(segments.fractions)
  const children: number[][] = segments.ids.map(() => [])
  const roots: number[] = []
  for (let row = 0; row < segments.count; row++) {
    parent[row] = parentRow(segments, rowOf, row, input)
    const up = parent[row]!
    if (up >= 0) children[up]!.push(row)
    else if (isRoot(segments, row, input)) roots.push(row)
    // NeuroML 1 says of a cable where it starts; within a cable segments follow end to end.
    const cable = segments.cables[row]
    if (up >= 0 && cable !== undefined && cable !== segments.cables[up])
      fraction[row] = cell.cables.get(cable)?.fraction ?? 1
  }
  for (const root of roots.slice(1)) {
    input.report.say('neuroml/extra-root', { id: segments.ids[root]! }, { line: segments.lines[root]! })
  }
  const tree = { segments, parent, children, parentsFirst: walk(roots, children), rowOf, fraction }
  remarkUnreached(tree, input)
  if (input.report.failed) return undefined
  fillProximal(tree)
  return tree
}

function rowsById({ ids, lines }: SegmentTable, { report }: ReaderInput): Map<string, number> {
  const rowOf = new Map<string, number>()
  ids.forEach((id, row) => {
    const known = rowOf.get(id)
    if (known === undefined) rowOf.set(id, row)
    else report.say('neuroml/repeated-id', { id, line: lines[known]! }, { line: lines[row]! })
  })
  return rowOf
}

function parentRow(
  { parents, ids, lines }: SegmentTable,
  rowOf: ReadonlyMap<string, number>,
  row: number,
  { options, report }: ReaderInput,
): number {
  const parent = parents[row]
  // Some programs write −1 for none.
  if (parent === undefined || (parent === '-1' && !rowOf.has(parent))) return -1
  const found = rowOf.get(parent)
  if (found !== undefined) return found
  const code = options.missingParents === 'root' ? 'neuroml/missing-parent-root' : 'neuroml/missing-parent'
  report.say(code, { id: ids[row]!, parent }, { line: lines[row]! })
  return -1
}

/** A root needs a near end of its own. */
function isRoot({ ids, lines, hasProximal }: SegmentTable, row: number, input: ReaderInput): boolean {
  if (hasProximal[row]) return true
  if (input.options.damagedLines !== 'skip')
    input.report.say('neuroml/no-proximal', { id: ids[row]! }, { line: lines[row]! })
  return false
}

function walk(roots: readonly number[], children: readonly (readonly number[])[]): number[] {
  const order = [...roots]
  for (let at = 0; at < order.length; at++) for (const child of children[order[at]!]!) order.push(child)
  return order
}

/** What no root leads to hangs on itself, or on what could not be read. */
function remarkUnreached(
  { segments, parent, parentsFirst }: SegmentTree,
  { options, report }: ReaderInput,
): void {
  if (parentsFirst.length === segments.count) return
  const isReached = new Uint8Array(segments.count)
  for (const row of parentsFirst) isReached[row] = 1
  const isLenient = options.damagedLines === 'skip'
  for (let row = 0; row < segments.count; row++) {
    if (isReached[row] || (parent[row]! < 0 && !isLenient)) continue
    const facts = { id: segments.ids[row]! }
    report.say(isLenient ? 'neuroml/segment-skipped' : 'neuroml/loop', facts, { line: segments.lines[row]! })
    if (!isLenient) return
  }
}

function fillProximal({ segments, parent, parentsFirst, fraction }: SegmentTree): void {
  const { proximal, distal, hasProximal } = segments
  for (const row of parentsFirst) {
    const up = parent[row]!
    if (hasProximal[row] || up < 0) continue
    const f = fraction[row]!
    for (const axis of ['x', 'y', 'z', 'diameter'] as const)
      proximal[axis][row] =
        f === 1 ? distal[axis][up]! : (1 - f) * proximal[axis][up]! + f * distal[axis][up]!
    proximal.line[row] = distal.line[up]!
  }
}
