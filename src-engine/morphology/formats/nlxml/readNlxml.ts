import type { Morphology } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import { attachSomas } from '../../traced/attachSomas.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import type { MorphologyFormat, ReaderInput } from '../format.ts'
import { readXml } from '../xml/readXml.ts'
import { rootElement } from '../xml/rootElement.ts'
import { takeContours } from './contours.ts'
import { NlxmlHandler } from './nlxmlHandler.ts'

/** Neurolucida XML (MBF Bioscience): the contours, trees and markers of ASC as elements. */
export const nlxmlFormat: MorphologyFormat = {
  id: 'nlxml',
  title: 'Neurolucida XML',
  extensions: ['.xml'],
  sniff: text => (rootElement(text) === 'mbf' ? 'certain' : 'no'),
  read: readNlxml,
}

/** A point takes about so many bytes. */
const bytesOfPoint = 60

/** Reads a Neurolucida XML file into sections, by the rules for ASC where they speak of the same (SPEC.md, X1 to X9). */
function readNlxml(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const cell = new TracedCell(nlxmlFormat.id, new PointColumns(input.text.length / bytesOfPoint))
  const handler = new NlxmlHandler(cell, input)
  if (!readXml(input, handler)) return undefined
  handler.remarkNotKept()
  const somas = takeContours(handler.contours, cell, report)
  attachSomas({ somas, branches: cell.sections }, cell, report)
  return assembleMorphology(cell, input.name, report)
}
