import { editMorphology, repairRules } from '../../src-engine/index.ts'
import type { FixRequest, RepairsService } from '../contract/repairs.ts'
import type { FixEffect } from '../engine/morphologyWork.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import { editCell, type CellEditParts } from './cellEdits.ts'
import { viewOf } from './cellViews.ts'

/** What the service works with. */
export interface RepairParts extends CellEditParts {
  readonly worker: MorphologyWorker
}

/** The checklist of a cell, and its repair. */
export function createRepairsService({ worker, ...parts }: RepairParts): RepairsService {
  const effect = ({ id, fix, thresholds = {} }: FixRequest, signal?: AbortSignal): Promise<FixEffect> =>
    worker.do('fixEffect', [parts.cells.morphology(id), fix, thresholds], signal)
  return {
    rules: async () =>
      repairRules.map(
        ({ id, title, definition, source, severity, thresholds, isOnRequest = false, fixes }) => ({
          ...{ id, title, definition, source, severity, thresholds, isOnRequest },
          fixes: fixes.map(fix => ({ id: fix.id, title: fix.title, isSafe: fix.isSafe })),
        }),
      ),
    findings: ({ id, only, thresholds = {} }, options) =>
      worker.do(
        'findings',
        [parts.cells.morphology(id), only ? { only, thresholds } : { thresholds }],
        options?.signal,
      ),
    preview: async (request, options) => {
      const { edits, repaired, before, after } = await effect(request, options?.signal)
      const edited =
        edits.length > 0 ? editMorphology(parts.cells.morphology(request.id), edits).value : undefined
      if (!edited) return undefined
      return { view: viewOf({ id: '', diagnostics: [] }, edited.morphology), before, after, edits, repaired }
    },
    fix: async request => {
      const { edits, diagnostics } = await effect(request)
      if (edits.length === 0) return { id: undefined, diagnostics, dropped: [] }
      return editCell(parts, { id: request.id, label: request.label, edits })
    },
  }
}
