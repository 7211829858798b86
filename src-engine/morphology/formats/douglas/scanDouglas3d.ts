import { largestCoordinateUm } from '../../limits.ts'
import { PointColumns } from '../../pointColumns.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { PointKind } from '../digitised/digitisedPoints.ts'
import type { ReaderInput } from '../format.ts'

/** The points of a Douglas 3D file [µm], in file order; the lists and the table run in step. */
export interface Douglas3dPoints {
  readonly points: PointColumns
  /** Origins and ends told apart: outline start and end where `scp` is in play. */
  readonly kinds: PointKind[]
  /** `mto`, `dcp`, … */
  readonly types: string[]
  /** Lines that should be points and could not be read. */
  readonly damaged: { readonly line: number; readonly type: string }[]
  /** Whether the file counts in tenths of µm (first line `3d`) or in µm. */
  readonly unit: 'tenths' | 'micrometres'
  /** Line of the header or, without one, of what stands before the first point; 0 if nothing does. */
  readonly headerLine: number
}

const kindOfType: Readonly<Record<string, PointKind>> = {
  mto: 'origin',
  tto: 'origin',
  bto: 'origin',
  dcp: 'along',
  bp: 'branching',
  ne: 'ending',
  mae: 'ending',
  tae: 'ending',
  bae: 'ending',
  scp: 'outline',
}

/**
 * Reads the lines `type x y z diameter` after the line `3d`, whose numbers are tenths of µm; without such a line from
 * the first line that is a point, in µm.
 */
export function scanDouglas3d(input: ReaderInput): Douglas3dPoints {
  const scanner = new TextScanner(input.text)
  const headerLine = findHeader(scanner)
  const unit = headerLine > 0 ? 'tenths' : 'micrometres'
  if (headerLine === 0) scanner.position = 0
  const columns: Columns = {
    points: new PointColumns(input.text.length / 40),
    kinds: [],
    types: [],
    damaged: [],
    divisor: unit === 'tenths' ? 10 : 1,
    joins: 0,
  }
  let first = headerLine
  if (headerLine === 0 || scanner.nextLine()) {
    do first = readLine(scanner, columns, input, first)
    while (scanner.nextLine())
  }
  if (columns.joins > 0) input.report.say('douglas/join-ignored', { count: columns.joins })
  if (unit === 'micrometres' && columns.kinds.length > 0) input.report.say('douglas/micrometres', {})
  markOutlines(columns.kinds)
  const { points, kinds, types, damaged } = columns
  return { points, kinds, types, damaged, unit, headerLine: first }
}

interface Columns {
  readonly points: PointColumns
  readonly kinds: PointKind[]
  readonly types: string[]
  readonly damaged: { line: number; type: string }[]
  readonly divisor: number
  joins: number
}

/** Goes to the line `3d`; 0, and back to the first line, where there is none before the first point. */
function findHeader(scanner: TextScanner): number {
  do {
    scanner.skipBlanks()
    const word = readWord(scanner)
    if (word === '3d' || word === '3D') return scanner.line
    if (kindOfType[word] && !Number.isNaN(scanner.number())) break
  } while (scanner.nextLine())
  scanner.position = 0
  scanner.line = 1
  return 0
}

function readWord(scanner: TextScanner): string {
  const start = scanner.position
  while (scanner.bytes[scanner.position]! > 32) scanner.position++
  return scanner.slice(start, Math.min(scanner.position, start + 20))
}

/** @returns the last line before the first point */
function readLine(scanner: TextScanner, columns: Columns, input: ReaderInput, before: number): number {
  const start = scanner.position
  scanner.skipBlanks()
  if (scanner.atLineEnd()) return before
  const type = readWord(scanner)
  const kind = kindOfType[type]
  // Without a header, whatever stands before the first point is comment.
  if (!kind && columns.divisor === 1 && columns.kinds.length === 0) return scanner.line
  if (type === 'join') {
    columns.joins++
    return before
  }
  const skips = input.options.damagedLines === 'skip'
  const values: number[] = []
  while (values.length < 4) {
    const value = scanner.number()
    if (Number.isNaN(value)) break
    values.push(value)
  }
  const place = { line: scanner.line }
  const absurd = values.find(value => Math.abs(value) > largestCoordinateUm)
  const isDamaged = values.length < 4 || absurd !== undefined
  if (!kind || isDamaged) columns.damaged.push({ ...place, type })
  if (!kind) {
    const code = skips ? 'douglas/unknown-point-skipped' : 'douglas/unknown-point-type'
    input.report.say(code, { type }, place)
    return before
  }
  if (isDamaged) {
    const line = textBetween(input.text, start, Math.min(scanner.lineBounds(start).end, start + 60)).trim()
    const what =
      absurd === undefined
        ? `it has ${values.length + 1} of 5 columns`
        : `the number ${absurd} is too large for a cell`
    input.report.say(skips ? 'douglas/line-skipped' : 'douglas/unreadable-line', { line, what }, place)
    return before
  }
  const [x = 0, y = 0, z = 0, diameter = 0] = values
  const { divisor } = columns
  columns.points.add(x / divisor, y / divisor, z / divisor, diameter / divisor, scanner.line)
  columns.kinds.push(kind)
  columns.types.push(type)
  return before
}

/** An outline is an origin followed by `scp`, up to the next end: `mae`, in files in µm also `ne`. */
function markOutlines(kinds: PointKind[]): void {
  let inOutline = false
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === 'origin') {
      inOutline = kinds[i + 1] === 'outline'
      if (inOutline) kinds[i] = 'outlineStart'
    } else if (inOutline && kinds[i] === 'ending') {
      kinds[i] = 'outlineEnd'
      inOutline = false
    }
  }
}
