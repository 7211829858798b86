import { refused, type Checked } from '../../../core/checked.ts'
import { ImportReport } from '../../importReport.ts'
import type { ReaderInput } from '../../formats/format.ts'
import { defaultReadOptions, readMorphology } from '../../readMorphology.ts'
import { decodeText, textBetween } from '../../text/decodeText.ts'
import type { NtscableOptions } from '../options.ts'
import type { Tracing } from '../tracing.ts'
import { readDouglas2dNeuron } from './readDouglas2dNeuron.ts'
import { readDouglas3dNeuron } from './readDouglas3dNeuron.ts'
import { readEutecticNeuron } from './readEutecticNeuron.ts'
import { readMorphologyNeuron } from './readMorphologyNeuron.ts'
import { readNevinNeuron } from './readNevinNeuron.ts'

type Reader = (input: ReaderInput, options: NtscableOptions) => Tracing

/** The formats of the original program, by a line that tells them. */
const formats: readonly { readonly sign: RegExp; readonly read: Reader }[] = [
  { sign: /^ ?Point\s+Type\s+Tag\s+X\s+Y\s+Z\s+Thick/im, read: readEutecticNeuron },
  { sign: /^branchID\s+br\.ord/im, read: readDouglas2dNeuron },
  { sign: /^\s*3d\s*$/im, read: readDouglas3dNeuron },
  { sign: /^\s*(mto|tto|bto|dcp)(\s+[-+.\deE]+){4}/m, read: readDouglas3dNeuron },
  { sign: /^\s*\d+\s+(MTO|TTO|BTO|SOS)\s+-?\d+(\s+[-+.\deE]+){3}/m, read: readEutecticNeuron },
  { sign: /^\s*\d+\s+[CSBTFfcPE](\s+[-+.\deE]+){4}\s*$/m, read: readNevinNeuron },
]

const lineFeed = 10

/** Reads a neuron in any format of the original program, or any other that is known as a morphology. */
export function readNeuron(name: string, bytes: Uint8Array, options: NtscableOptions): Checked<Tracing> {
  const wholeText = decodeText(bytes)
  const beginning = wholeText ? textBetween(wholeText, 0, 20_000) : ''
  const format = formats.find(({ sign }) => sign.test(beginning))
  if (!wholeText || !format) return readAsMorphology(name, bytes, beginning, options)
  const lost = options.reading === 'original' ? unendedLine(bytes) : 0
  const text = lost > 0 ? decodeText(bytes.subarray(0, bytes.length - lost)) : wholeText
  const report = new ImportReport(name)
  if (!text) return refused(report.diagnostics())
  const tracing = format.read({ name, text, options: defaultReadOptions, report }, options)
  if (lost > 0) remarkLastLine(tracing, bytes, lost)
  if (report.failed) return refused(report.diagnostics())
  return { value: tracing, diagnostics: report.diagnostics() }
}

function readAsMorphology(
  name: string,
  bytes: Uint8Array,
  beginning: string,
  options: NtscableOptions,
): Checked<Tracing> {
  const { value, diagnostics } = readMorphology(name, bytes)
  if (!value) return refused(diagnostics)
  return { value: readMorphologyNeuron(value, beginning, options), diagnostics }
}

/** How many bytes stand after the last line feed. */
function unendedLine(bytes: Uint8Array): number {
  return bytes.length - 1 - bytes.lastIndexOf(lineFeed)
}

/** Notes that the original program does not read a last line without a line feed. */
function remarkLastLine(tracing: Tracing, bytes: Uint8Array, lost: number): void {
  let line = 1
  for (let at = 0; at < bytes.length - lost; at++) if (bytes[at] === lineFeed) line++
  const type = /^\s*\d*\s*([A-Za-z]{1,3})\s/.exec(
    String.fromCharCode(...bytes.subarray(-lost).subarray(0, 60)),
  )
  if (!type) return
  tracing.say('ntscable/last-line-lost', {}, { line })
  tracing.drop(line, type[1] ?? '', 'the last line has no line feed')
}
