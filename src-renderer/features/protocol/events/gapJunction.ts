import type { Location, ModelDocument } from '../../../../src-engine/model/document.ts'
import { addPointProcess } from '../../../stores/modelEdits.ts'
import { addEntry, freeId } from '../../../stores/modelLists.ts'

/** A gap junction between two places: a conductance on each side, whose pointer leads to v on the other. */
export function addGapJunction(document: ModelDocument, one: Location, other: Location): ModelDocument {
  const withOne = addPointProcess(document, one, 'GapJunction')
  const withBoth = addPointProcess(withOne, other, 'GapJunction')
  const [first, second] = withBoth.pointProcesses.slice(-2)
  if (!first || !second) return document
  const pointed = (before: ModelDocument, process: string, at: Location) =>
    addEntry(before, 'pointers', {
      id: freeId(before, 'pointer'),
      of: { process },
      pointer: 'vgap',
      to: { at, variable: 'v' },
    })
  return pointed(pointed(withBoth, first.id, other), second.id, one)
}
