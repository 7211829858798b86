import {
  lenientReading,
  convertedMorphology,
  convertGeometry,
  convertMorphologyGeometry,
  decodeText,
  findWriter,
  hasErrors,
  ntscableText,
  previewOf,
  readMorphology,
  tracedMorphology,
  unpackMorphology,
  writeMorphology,
} from '../../src-engine/index.ts'
import type {
  ConversionPreview,
  ConversionReport,
  Diagnostic,
  Morphology,
  NtscableOptions,
  ReadOptions,
  WriterOptions,
} from '../../src-engine/index.ts'

/** What is converted: a file, or a cell that has been made out of one. */
export type ConvertedSource =
  | {
      readonly kind: 'file'
      readonly name: string
      readonly bytes: Uint8Array
      readonly options: ReadOptions
    }
  | { readonly kind: 'cell'; readonly morphology: Morphology }

/** Into what: the text of NTSCABLE, or the format of a writer. */
export type ConversionTarget =
  | { readonly kind: 'ntscable'; readonly options: NtscableOptions }
  | { readonly kind: 'writer'; readonly id: string; readonly options: WriterOptions }

/** A point that is not in the result, with its place where it is known [µm]. */
export interface LeftOutPoint {
  readonly line: number
  readonly type: string
  readonly reason: string
  readonly place: { readonly x: number; readonly y: number; readonly z: number } | undefined
}

/** One cell in another format, with what to look at. */
export interface CellMadeFile {
  /** What the source says, as a cell to draw; undefined where it cannot be read. */
  readonly source: Morphology | undefined
  /** What the output says. */
  readonly result: Morphology | undefined
  /** Undefined where the diagnostics hold an error. */
  readonly bytes: Uint8Array | undefined
  readonly isText: boolean
  readonly leftOut: readonly LeftOutPoint[]
  /** What NTSCABLE's conversion gave. */
  readonly report: ConversionReport | undefined
  readonly diagnostics: readonly Diagnostic[]
}

const nothing = {
  source: undefined,
  result: undefined,
  bytes: undefined,
  isText: true,
  leftOut: [],
  report: undefined,
} as const

/** Writes one cell in another format, and reads what was written for looking at. */
export function convertCell(
  source: ConvertedSource,
  target: ConversionTarget,
): CellMadeFile | Promise<CellMadeFile> {
  return target.kind === 'ntscable'
    ? convertAfterNtscable(source, target.options)
    : writeCell(source, target.id, target.options)
}

function convertAfterNtscable(source: ConvertedSource, options: NtscableOptions): CellMadeFile {
  const unpacked = source.kind === 'file' ? unpackMorphology(source.name, source.bytes) : undefined
  if (unpacked && !unpacked.value) return { ...nothing, diagnostics: unpacked.diagnostics }
  const { value, diagnostics } =
    source.kind === 'cell'
      ? convertMorphologyGeometry(source.morphology, options)
      : convertGeometry(source.name, unpacked?.value?.bytes ?? source.bytes, options)
  if (!value) return { ...nothing, diagnostics }
  const preview = previewOf(value)
  return {
    source: tracedMorphology(preview),
    result: convertedMorphology(preview),
    bytes: hasErrors(diagnostics) ? undefined : new TextEncoder().encode(ntscableText(value)),
    isText: true,
    leftOut: leftOutPoints(source, preview, value.tracing.outlines),
    report: preview.report,
    diagnostics,
  }
}

async function writeCell(source: ConvertedSource, id: string, options: WriterOptions): Promise<CellMadeFile> {
  const writer = findWriter(id)
  if (!writer) throw new Error(`there is no writer "${id}"`)
  const { value, diagnostics } =
    source.kind === 'cell'
      ? { value: source.morphology, diagnostics: [] }
      : readMorphology(source.name, source.bytes, source.options)
  if (!value) return { ...nothing, diagnostics }
  const written = await writeMorphology(value, writer, options)
  const all = [...diagnostics, ...written.diagnostics]
  // Formats that nobody reads are looked at as they would be written.
  const again = readMorphology(`${value.name}${writer.extension}`, written.bytes).value
  return {
    source: value,
    result: again ?? value,
    bytes: hasErrors(all) ? undefined : written.bytes,
    isText: decodeText(written.bytes) !== undefined && writer.id !== 'h5',
    leftOut: [],
    report: undefined,
    diagnostics: all,
  }
}

type Outlines = readonly {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly z: readonly number[]
  readonly line: readonly number[]
}[]

/** Finds the places of points that were left out: by their lines, in what was traced or in the file read anew. */
function leftOutPoints(
  source: ConvertedSource,
  { traced, report }: ConversionPreview,
  outlines: Outlines,
): readonly LeftOutPoint[] {
  if (report.dropped.length === 0) return []
  const wanted = new Set(report.dropped.map(({ line }) => line))
  const places = new Map<number, NonNullable<LeftOutPoint['place']>>()
  const note = (line: number, x: number, y: number, z: number): void => {
    if (wanted.has(line) && !places.has(line)) places.set(line, { x, y, z })
  }
  for (const { line, x, y, z } of outlines)
    line.forEach((one, i) => note(one, x[i] ?? 0, y[i] ?? 0, z[i] ?? 0))
  for (let point = 0; point < traced.count; point++) {
    const [x = 0, y = 0, z = 0] = traced.points.subarray(4 * point)
    note(traced.line[point] ?? 0, x, y, z)
  }
  const read =
    source.kind === 'cell'
      ? source.morphology
      : readMorphology(source.name, source.bytes, lenientReading).value
  if (read) {
    const { samples, annotations } = read
    for (let i = 0; i < samples.count; i++)
      note(samples.line[i] ?? 0, samples.x[i] ?? 0, samples.y[i] ?? 0, samples.z[i] ?? 0)
    for (const { line, x, y, z } of annotations?.markers ?? []) note(line, x, y, z)
  }
  return report.dropped.map(point => ({ ...point, place: places.get(point.line) }))
}
