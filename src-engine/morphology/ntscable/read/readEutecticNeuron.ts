import { scanEutectic } from '../../formats/eutectic/scanEutectic.ts'
import type { ReaderInput } from '../../formats/format.ts'
import { textBetween } from '../../text/decodeText.ts'
import type { NtscableOptions } from '../options.ts'
import { Tracing } from '../tracing.ts'
import { commentBefore } from './comment.ts'
import { noPartOfCell, scanEutecticColumns } from './eutecticColumns.ts'
import { followPoints, type PointRows } from './followPoints.ts'

/** The line above the points, as the original program wants it. */
const header = /^ ?Point\s+Type\s+Tag\s+X\s+Y\s+Z\s+Thick/im

/** A Eutectic file, by columns with the losses of the original program or by words with none (SPEC.md, K1 to K6). */
export function readEutecticNeuron(input: ReaderInput, options: NtscableOptions): Tracing {
  const tracing = new Tracing('Eutectic', input.name, options)
  const isOriginal = options.reading === 'original'
  const text = textBetween(input.text, 0, input.text.length)
  const headerAt = text.search(header)
  tracing.comment = commentBefore(text, headerAt >= 0 ? headerAt : text.search(/^\s*\d+\s+[A-Z]{2,3}\s/m))
  const rows = isOriginal ? scanEutecticColumns(text, tracing) : scanWords(input, tracing)
  followPoints(tracing, rows, {
    joinsToEnd: isOriginal,
    losesSliceOrigins: isOriginal && options.slices === 'as-read',
  })
  return tracing
}

function scanWords(input: ReaderInput, tracing: Tracing): PointRows {
  const table = scanEutectic(input)
  table.otherTypes.forEach((type, i) => tracing.drop(table.others.line[i]!, type, noPartOfCell))
  for (const { line, type } of table.damaged) tracing.drop(line, type, 'the line is damaged')
  return table
}
