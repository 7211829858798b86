import { ImportReport } from '../../importReport.ts'
import { defaultReadOptions } from '../../readMorphology.ts'
import { decodeText } from '../../text/decodeText.ts'
import { readXml } from '../xml/readXml.ts'
import { NeuromlHandler } from './neuromlHandler.ts'
import { neuromlFormat } from './readNeuroml.ts'

/** The names of the cells with segments in a NeuroML file, in its order; empty for other files and damaged ones. */
export function neuromlCells(name: string, bytes: Uint8Array): readonly string[] {
  const text = decodeText(bytes)
  if (!text || neuromlFormat.sniff(text) === 'no') return []
  const input = { name, text, options: defaultReadOptions, report: new ImportReport(name) }
  const handler = new NeuromlHandler(input)
  if (!readXml(input, handler)) return []
  return handler.cells.filter(({ segments }) => segments.count > 0).map(({ id }) => id)
}
