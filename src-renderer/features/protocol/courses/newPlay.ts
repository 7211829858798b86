import type { ModelDocument, PlayTarget, PlayUse } from '../../../../src-engine/model/document.ts'
import { freeId } from '../../../stores/modelLists.ts'

/** A course up and down over the run, for one variable to follow. */
export function newPlay(document: ModelDocument, target: PlayTarget): PlayUse {
  const { tStopMs } = document.run
  return {
    id: freeId(document, 'course'),
    targets: [target],
    values: [0, 1, 0],
    timesMs: [0, tStopMs / 2, tStopMs],
    course: 'linear',
  }
}
