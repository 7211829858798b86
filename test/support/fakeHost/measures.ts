import type { MeasuresService, MorphologyView } from '../../../src-main/contract/index.ts'
import { morphologyWork } from '../../../src-main/engine/morphologyWork.ts'
import type { MorphologyWorker } from '../../../src-main/engine/morphologyWorker.ts'
import { createMeasuresService } from '../../../src-main/services/measures.ts'

/** Measures of a host in memory: the real ones of its one cell, without a thread. */
export function fakeMeasures(view: () => MorphologyView): MeasuresService {
  const work = morphologyWork as unknown as Record<string, (...args: readonly unknown[]) => unknown>
  const worker = {
    do: async (name: string, args: readonly unknown[]) => work[name]?.(...args),
  } as unknown as MorphologyWorker
  return createMeasuresService({ cells: { morphology: () => view().morphology }, worker })
}
