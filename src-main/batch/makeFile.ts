import '../hdf5/useHdf5.ts'
import {
  convertGeometry,
  convertNtscable,
  findWriter,
  hasErrors,
  ntscableMorphology,
  readMorphology,
  summarise,
  writeMorphology,
} from '../../src-engine/index.ts'
import type { ConversionReport, Morphology, NtscableOptions } from '../../src-engine/index.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ConversionOptions, ConvertedCell } from './conversion.ts'

/** A file that was made out of another, before it is written. */
export interface MadeFile {
  /** Undefined where the source is at fault. */
  readonly bytes: Uint8Array | undefined
  readonly cell?: Omit<ConvertedCell, 'warnings'>
  /** What NTSCABLE's conversion gave. */
  readonly report?: ConversionReport
  readonly diagnostics: readonly Diagnostic[]
}

/** Makes a file: from the cell that a source holds, or after the rules of NTSCABLE. */
export function makeFile(name: string, bytes: Uint8Array, options: ConversionOptions): Promise<MadeFile> {
  const { ntscable } = options
  if (!ntscable) return makeFromMorphology(name, bytes, options)
  return options.to === 'ntscable'
    ? Promise.resolve(makeNtscableText(name, bytes, ntscable))
    : makeFromConversion(name, bytes, options, ntscable)
}

async function makeFromMorphology(
  name: string,
  bytes: Uint8Array,
  options: ConversionOptions,
): Promise<MadeFile> {
  const { value, diagnostics } = readMorphology(name, bytes, options.read)
  if (!value) return { bytes: undefined, diagnostics }
  return write(value, options, diagnostics)
}

/** The text that the program wrote. */
function makeNtscableText(name: string, bytes: Uint8Array, ntscable: NtscableOptions): MadeFile {
  const { value, diagnostics } = convertNtscable(name, bytes, ntscable)
  if (!value) return { bytes: undefined, diagnostics }
  const { text, report } = value
  const { neurites } = report
  const cell = {
    format: report.sourceSyntax,
    sections: report.sections.length > 0 ? report.sections.length : report.cableRows.length,
    points: neurites.points,
    lengthUm: neurites.lengthUm,
    areaUm2: neurites.areaUm2,
  }
  return { bytes: new TextEncoder().encode(text), cell, report, diagnostics }
}

/** Any other format, from the sections that NTSCABLE makes. */
async function makeFromConversion(
  name: string,
  bytes: Uint8Array,
  options: ConversionOptions,
  ntscable: NtscableOptions,
): Promise<MadeFile> {
  const { value, diagnostics } = convertGeometry(name, bytes, ntscable)
  if (!value) return { bytes: undefined, diagnostics }
  const made = await write(ntscableMorphology(value), options, diagnostics)
  return { ...made, report: value.report }
}

async function write(
  morphology: Morphology,
  options: ConversionOptions,
  before: readonly Diagnostic[],
): Promise<MadeFile> {
  const writer = findWriter(options.to)
  if (!writer) throw new Error(`there is no writer "${options.to}"`)
  const written = await writeMorphology(morphology, writer, options.write)
  const diagnostics = [...before, ...written.diagnostics]
  const { format, sections, points, totalLengthUm, totalAreaUm2 } = summarise(morphology)
  const cell = { format, sections, points, lengthUm: totalLengthUm, areaUm2: totalAreaUm2 }
  return { bytes: hasErrors(diagnostics) ? undefined : written.bytes, cell, diagnostics }
}
