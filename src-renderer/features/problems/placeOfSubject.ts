import { type ModelDocument, modelLists } from '../../../src-engine/model/document.ts'
import { entriesOf } from '../../stores/modelLists.ts'

/** Where a finding about the model is shown: the panel, and the entry there. */
export interface SubjectPlace {
  readonly panel: 'biophysics' | 'protocol'
  readonly item: string | undefined
}

/** What the inspector of regions shows; the rest is the protocol's. */
const ofRegions: readonly string[] = ['mechanisms', 'properties', 'globals', 'discretisation']

/** Where an entry of the document is shown: `plays.course1`, `run.dtMs`. A mechanism's table is shown where it is used. */
export function placeOfSubject(document: ModelDocument, subject: string): SubjectPlace {
  const [list = '', name = ''] = subject.split('.')
  for (const known of modelLists) {
    if (known !== list) continue
    const found = entriesOf(document, known).find(
      ({ id }) => subject === `${known}.${id}` || subject.startsWith(`${known}.${id}.`),
    )
    if (found) return { panel: ofRegions.includes(list) ? 'biophysics' : 'protocol', item: found.id }
  }
  const processes = [...document.pointProcesses, ...(document.artificialCells ?? [])]
  const process = list === 'globals' || list === 'functionTables' ? processes.find(one => one.mechanism === name) : undefined // prettier-ignore
  if (process) return { panel: 'protocol', item: process.id }
  return { panel: ofRegions.includes(list) ? 'biophysics' : 'protocol', item: undefined }
}
