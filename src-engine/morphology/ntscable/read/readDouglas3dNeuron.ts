import { scanDouglas3d } from '../../formats/douglas/scanDouglas3d.ts'
import type { ReaderInput } from '../../formats/format.ts'
import { textBetween } from '../../text/decodeText.ts'
import type { NtscableOptions } from '../options.ts'
import { Tracing } from '../tracing.ts'
import { followPoints } from './followPoints.ts'

/** A Douglas 3D file; a point's number is its line (SPEC.md, K7). */
export function readDouglas3dNeuron(input: ReaderInput, options: NtscableOptions): Tracing {
  const tracing = new Tracing('Douglas 3D', input.name, options)
  const { points, kinds, types, damaged, headerLine } = scanDouglas3d(input)
  const head = textBetween(input.text, 0, 20_000).split(/\r\n|\n|\r/)
  // The line “3d” is no comment; a path that stands in its place is.
  tracing.comment = head.slice(0, headerLine).filter(line => !/^\s*3d\s*$/i.test(line))
  for (const { line, type } of damaged) tracing.drop(line, type, 'the line is damaged')
  const numbers = Array.from(points.line.subarray(0, points.count))
  followPoints(tracing, { points, kinds, types, numbers }, { joinsToEnd: false, losesSliceOrigins: false })
  return tracing
}
