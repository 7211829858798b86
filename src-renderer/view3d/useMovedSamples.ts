import { shallowRef, watch, type ShallowRef } from 'vue'
import type { CellDrawing } from './cellDrawing.ts'
import type { Point3 } from './geometry/arcs.ts'
import { createTubeMover, type TubeMover, type VertexRange } from './geometry/moveTubes.ts'

/** Samples that are drawn elsewhere than they are. */
export interface MovedRows {
  readonly rows: Int32Array
  readonly by: Point3
}

const nowhere: Point3 = { x: 0, y: 0, z: 0 }

/** Keeps a drawing's mesh as its samples are being moved, and gives the vertices that have changed last. */
export function useMovedSamples(
  drawing: () => CellDrawing,
  moved: () => MovedRows | undefined,
): Readonly<ShallowRef<readonly VertexRange[]>> {
  const rewritten = shallowRef<readonly VertexRange[]>([])
  let current:
    { readonly drawing: CellDrawing; readonly rows: Int32Array; readonly mover: TubeMover } | undefined
  let importance = new Float32Array(0)

  function end(): void {
    if (!current) return
    const { drawing: before, rows, mover } = current
    rows.forEach((row, index) => (before.tubes.importance[row] = importance[index] ?? 0))
    const changed = mover.move(nowhere)
    current = undefined
    if (before === drawing()) rewritten.value = changed
  }

  /** What was moved on a cell that is no longer drawn: the new one has it where it belongs. */
  let settled: MovedRows | undefined

  watch([drawing, moved], ([cell, next], [before]) => {
    if (cell !== before) settled = next
    if (current && (current.drawing !== cell || current.rows !== next?.rows)) end()
    if (!next || next === settled) return
    if (!current) {
      const { rows } = next
      const { tubes, view } = cell
      current = { drawing: cell, rows, mover: createTubeMover(tubes, view.morphology, rows) }
      importance = Float32Array.from(rows, row => tubes.importance[row] ?? 0)
      // The first one bends the branch, however straight it was before.
      const [bent] = rows
      if (bent !== undefined) tubes.importance[bent] = Infinity
    }
    rewritten.value = current.mover.move(next.by)
  })
  return rewritten
}
