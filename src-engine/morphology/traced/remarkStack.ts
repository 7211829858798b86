import type { ImportReport } from '../importReport.ts'
import type { TracedCell } from './tracedCell.ts'
import type { SomaOutline } from './tracedTrees.ts'

/** Says what is odd about a stack of outlines: each should be flat, and their depths go one way. */
export function remarkStack(stack: readonly SomaOutline[], cell: TracedCell, report: ImportReport): void {
  if (stack.length < 2) return
  const { z } = cell.points
  let before: number | undefined
  let direction = 0
  for (const { points, line } of stack) {
    const depth = z[points.start] ?? 0
    for (let i = points.start; i < points.end; i++) {
      if (z[i] === depth) continue
      report.say('morphology/stack-not-flat', {}, { line })
      return
    }
    const step = before === undefined ? 0 : Math.sign(depth - before)
    if (before !== undefined && step === 0) return report.say('morphology/stack-same-level', {}, { line })
    if (direction !== 0 && step !== direction)
      return report.say('morphology/stack-not-monotonic', {}, { line })
    direction = step
    before = depth
  }
}
