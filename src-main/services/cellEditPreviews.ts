import { readEdit } from '../../src-engine/index.ts'
import type { CellEditsService } from '../contract/cellEdits.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import { labelOfEdits } from './cellEdits.ts'
import type { ProjectCells } from './cells.ts'

/** Edits of cells before they are made. */
export function createCellEditsService(parts: {
  readonly cells: ProjectCells
  readonly worker: MorphologyWorker
}): CellEditsService {
  return {
    preview: async ({ id, edits }, options) => {
      const wrong = edits.flatMap(edit => readEdit(edit).diagnostics)
      const known = wrong.length > 0 ? [] : edits
      const effect = await parts.worker.do('editEffect', [parts.cells.morphology(id), known], options?.signal)
      if (wrong.length > 0) return { ...effect, label: '', after: undefined, diagnostics: wrong }
      return { ...effect, label: labelOfEdits(edits) }
    },
  }
}
