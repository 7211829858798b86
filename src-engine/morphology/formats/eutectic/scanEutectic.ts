import { largestCoordinateUm } from '../../limits.ts'
import { PointColumns } from '../../pointColumns.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'
import type { DigitisedPoints } from '../digitised/digitisedPoints.ts'
import { otherPointTypes, pointKinds } from './pointKinds.ts'

/** The points of a Eutectic file, with the column “Tag” as it stands, and what is no tree and no soma. */
export interface EutecticPoints extends DigitisedPoints {
  readonly types: string[]
  /** Further outlines and dots, in step with their types. */
  readonly others: PointColumns
  readonly otherTypes: string[]
  /** The first column, in step with the points. */
  readonly numbers: number[]
  /** Lines that should be points and could not be read. */
  readonly damaged: { readonly line: number; readonly type: string }[]
}

/** Tags beyond this are no section types. */
const largestTag = 65535

/** Reads the lines with points; a line that does not begin with a whole number is a comment or header. */
export function scanEutectic(input: ReaderInput): EutecticPoints {
  const scanner = new TextScanner(input.text)
  const table: EutecticPoints = {
    points: new PointColumns(input.text.length / 40),
    kinds: [],
    types: [],
    tags: [],
    others: new PointColumns(16),
    otherTypes: [],
    numbers: [],
    damaged: [],
  }
  do {
    const start = scanner.position
    const number = scanner.number()
    if (Number.isNaN(number)) continue
    const fault = readPoint(scanner, number, table, input)
    // Headers may begin with a number; from the first point on a line is a point or at fault.
    if (fault === undefined || table.kinds.length === 0) continue
    table.damaged.push({ line: scanner.line, type: '' })
    const { end } = scanner.lineBounds(start)
    const line = textBetween(input.text, start, Math.min(end, start + 60)).trim()
    const code = input.options.damagedLines === 'skip' ? 'eutectic/line-skipped' : 'eutectic/unreadable-line'
    input.report.say(code, { line, what: fault }, { line: scanner.line })
  } while (scanner.nextLine())
  return table
}

/** Reads type, tag, x, y, z and thickness. @returns what is wrong, if anything */
function readPoint(
  scanner: TextScanner,
  number: number,
  table: EutecticPoints,
  input: ReaderInput,
): string | undefined {
  scanner.skipBlanks()
  const start = scanner.position
  while (scanner.bytes[scanner.position]! > 32) scanner.position++
  const type = scanner.slice(start, Math.min(scanner.position, start + 20))
  const values: number[] = []
  while (values.length < 5) {
    const value = scanner.number()
    if (Number.isNaN(value)) break
    values.push(value)
  }
  if (type === '' || /^[-+.\d]/.test(type)) return 'the type of the point is missing'
  if (values.length < 5) return `it has ${values.length + 2} of 7 columns`
  const [tag = 0, x = 0, y = 0, z = 0, thickness = 0] = values
  if (!Number.isInteger(tag) || Math.abs(tag) > largestTag)
    return `the tag ${tag} is not a whole number below 65536`
  const absurd = values.slice(1).find(value => Math.abs(value) > largestCoordinateUm)
  if (absurd !== undefined) return `the number ${absurd} is too large for a cell`
  const kind = pointKinds[type]
  if (kind) {
    table.points.add(x, y, z, thickness, scanner.line)
    table.kinds.push(kind)
    table.types.push(type)
    table.tags.push(tag)
    table.numbers.push(number)
  } else if (otherPointTypes.has(type)) {
    table.others.add(x, y, z, thickness, scanner.line)
    table.otherTypes.push(type)
  } else {
    const skips = input.options.damagedLines === 'skip'
    const code = skips ? 'eutectic/unknown-point-skipped' : 'eutectic/unknown-point-type'
    // A header line may look like a point of an unknown type; a type is up to three letters.
    if (!/^[A-Za-z]{1,4}$/.test(type)) return undefined
    input.report.say(code, { type }, { line: scanner.line })
    table.damaged.push({ line: scanner.line, type })
  }
  return undefined
}
