import type { ReaderInput } from '../format.ts'
import { loopMembers, parentsFirst } from './parentsFirst.ts'
import { reorderSwcPoints, type SwcPoints } from './swcPoints.ts'

/** Points in an order where every parent stands before its children. */
export interface OrderedSwc {
  readonly points: SwcPoints
  /** Row of each point's parent; −1 for a root. */
  readonly parent: Int32Array
}

/**
 * Turns parent ids into rows, and brings the points into an order with parents before children where the file does
 * not have it (rules S5 to S9).
 *
 * @returns undefined where the report holds an error
 */
export function orderSwc(points: SwcPoints, input: ReaderInput): OrderedSwc | undefined {
  const rowOf = indexIds(points, input)
  if (input.report.failed) return undefined
  const parent = parentRows(points, rowOf, input)
  if (input.report.failed) return undefined
  let isOrdered = true
  for (let row = 0; row < points.count; row++) {
    if (parent[row]! >= row || (row > 0 && points.id[row]! <= points.id[row - 1]!)) isOrdered = false
  }
  if (isOrdered) return { points, parent }
  const order = parentsFirst(parent)
  if (order.length < points.count) {
    reportLoops(points, parent, order, input)
    return undefined
  }
  input.report.say('swc/order-changed', {})
  const newRow = new Int32Array(points.count)
  order.forEach((from, row) => (newRow[from] = row))
  const reordered = Int32Array.from(order, from => (parent[from]! < 0 ? -1 : newRow[parent[from]!]!))
  return { points: reorderSwcPoints(points, order), parent: reordered }
}

type RowLookup = (id: number) => number

/** A lookup from id to row, −1 where there is none; ids that occur twice are errors. */
function indexIds(points: SwcPoints, input: ReaderInput): RowLookup {
  const { count, id } = points
  const first = id[0]!
  let low = first
  let high = first
  let isConsecutive = true
  for (let row = 0; row < count; row++) {
    const own = id[row]!
    if (own !== first + row) isConsecutive = false
    if (own < low) low = own
    if (own > high) high = own
    if (own < 0) input.report.say('swc/negative-id', { id: id[row]! }, { line: points.line[row]! })
  }
  if (isConsecutive) return wanted => (wanted >= low && wanted <= high ? wanted - low : -1)
  const repeated = (row: number, earlier: number) =>
    input.report.say(
      'swc/repeated-id',
      { id: id[row]!, firstLine: points.line[earlier]! },
      {
        line: points.line[row]!,
        related: [{ message: 'first used here', at: { line: points.line[earlier]!, column: 1 } }],
      },
    )
  const range = high - low + 1
  // A table is faster, but ids may have huge gaps.
  if (range <= 16 * count + 4096) {
    const rows = new Int32Array(Math.max(0, range)).fill(-1)
    for (let row = 0; row < count; row++) {
      const slot = id[row]! - low
      if (rows[slot]! >= 0) repeated(row, rows[slot]!)
      else rows[slot] = row
    }
    return wanted => (wanted >= low && wanted <= high ? rows[wanted - low]! : -1)
  }
  const rows = new Map<number, number>()
  for (let row = 0; row < count; row++) {
    const earlier = rows.get(id[row]!)
    if (earlier !== undefined) repeated(row, earlier)
    else rows.set(id[row]!, row)
  }
  return wanted => rows.get(wanted) ?? -1
}

function parentRows(points: SwcPoints, rowOf: RowLookup, input: ReaderInput): Int32Array {
  const { count, id, parentId, line } = points
  const { report, options } = input
  const parent = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const wanted = parentId[row]!
    if (wanted < 0) {
      parent[row] = -1
      continue
    }
    const found = rowOf(wanted)
    parent[row] = found
    if (found === row) {
      // The first point of a file has nobody to hang on: it can only mean the root.
      if (row === 0) {
        parent[row] = -1
        report.say('swc/root-is-own-parent', { id: id[row]! }, { line: line[row]! })
      } else report.say('swc/loop', { ids: `${id[row]!}` }, { line: line[row]! })
    } else if (found < 0) {
      const facts = { id: id[row]!, parent: wanted }
      if (wanted === 0) report.say('swc/parent-zero', facts, { line: line[row]! })
      else if (options.missingParents === 'root')
        report.say('swc/missing-parent-root', facts, { line: line[row]! })
      else report.say('swc/missing-parent', facts, { line: line[row]! })
    }
  }
  return parent
}

function reportLoops(points: SwcPoints, parent: Int32Array, reached: Int32Array, input: ReaderInput): void {
  const isReached = new Uint8Array(points.count)
  for (const row of reached) isReached[row] = 1
  for (const loop of loopMembers(parent, isReached)) {
    const shown = loop.slice(0, 12).map(row => points.id[row]!)
    const ids = shown.join(', ') + (loop.length > shown.length ? ', …' : '')
    const related = loop
      .slice(1, 12)
      .map(row => ({ message: 'also part of the loop', at: { line: points.line[row]!, column: 1 } }))
    input.report.say('swc/loop', { ids }, { line: points.line[loop[0]!]!, related })
  }
}
