import { largestCoordinateUm } from '../../limits.ts'
import { PointColumns } from '../../pointColumns.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'

/** `S`oma, `C`ontinuation, `B`ranch point, `T`ermination. */
export type NevinType = 'S' | 'C' | 'B' | 'T'

/** The points of a Nevin file [µm], in file order; the lists and the table run in step. */
export interface NevinPoints {
  readonly points: PointColumns
  readonly types: NevinType[]
  /** The first column. */
  readonly numbers: number[]
  /** Lines of the points that are no part of the cell (F, f, c), with their types. */
  readonly fiducials: readonly { readonly line: number; readonly type: string }[]
  /** Lines that should be points and could not be read. */
  readonly damaged: readonly { readonly line: number; readonly type: string }[]
  /** Line of the comment's end; 0 without a comment. */
  readonly headerLine: number
}

const typesOfCell: ReadonlySet<string> = new Set(['S', 'C', 'B', 'T'])
const fiducialTypes: ReadonlySet<string> = new Set(['F', 'f', 'c'])

/** Reads the lines `number type x y z diameter` that follow the program's comment. */
export function scanNevin(input: ReaderInput): NevinPoints {
  const scanner = new TextScanner(input.text)
  const headerLine = findCommentEnd(scanner)
  const points = new PointColumns(input.text.length / 36)
  const types: NevinType[] = []
  const numbers: number[] = []
  const fiducials: { line: number; type: string }[] = []
  const damaged: { line: number; type: string }[] = []
  if (headerLine === 0 || scanner.nextLine()) {
    do {
      const row = readRow(scanner, input, points.count > 0)
      if (row === 'damaged') damaged.push({ line: scanner.line, type: '' })
      if (row === undefined || row === 'damaged') continue
      if (row.fiducial) {
        fiducials.push({ line: scanner.line, type: row.type })
        continue
      }
      points.add(row.x, row.y, row.z, row.diameter, scanner.line)
      types.push(row.type as NevinType)
      numbers.push(row.number)
    } while (scanner.nextLine())
  }
  const [first] = fiducials
  if (first) input.report.say('nevin/fiducials-ignored', { count: fiducials.length }, { line: first.line })
  return { points, types, numbers, fiducials, damaged, headerLine }
}

/** Goes to the line that ends the comment; 0, and back to the start, where there is none. */
function findCommentEnd(scanner: TextScanner): number {
  do {
    scanner.skipBlanks()
    const { position, bytes } = scanner
    if (bytes[position] === 42 && bytes[position + 1] === 47) return scanner.line
  } while (scanner.nextLine())
  scanner.position = 0
  scanner.line = 1
  return 0
}

interface Row {
  readonly number: number
  readonly type: string
  readonly fiducial: boolean
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
}

function readRow(scanner: TextScanner, input: ReaderInput, begun: boolean): Row | 'damaged' | undefined {
  const start = scanner.position
  const number = scanner.number()
  if (Number.isNaN(number)) {
    // Before the first point there may be further remarks; afterwards only empty lines.
    if (!begun || scanner.atLineEnd()) return undefined
    complain(scanner, input, start, 'it does not begin with a number')
    return 'damaged'
  }
  scanner.skipBlanks()
  const typeStart = scanner.position
  while (scanner.bytes[scanner.position]! > 32) scanner.position++
  const type = scanner.slice(typeStart, Math.min(scanner.position, typeStart + 20))
  const values: number[] = []
  while (values.length < 4) {
    const value = scanner.number()
    if (Number.isNaN(value)) break
    values.push(value)
  }
  const fiducial = fiducialTypes.has(type)
  const absurd = values.find(value => Math.abs(value) > largestCoordinateUm)
  if (!fiducial && !typesOfCell.has(type) && /^[A-Za-z]{1,4}$/.test(type)) {
    const skips = input.options.damagedLines === 'skip'
    const code = skips ? 'nevin/unknown-point-skipped' : 'nevin/unknown-point-type'
    input.report.say(code, { type }, { line: scanner.line })
    return 'damaged'
  }
  if (values.length < 4) complain(scanner, input, start, `it has ${values.length + 2} of 6 columns`)
  else if (absurd !== undefined)
    complain(scanner, input, start, `the number ${absurd} is too large for a cell`)
  else if (!fiducial && !typesOfCell.has(type))
    complain(scanner, input, start, 'the type of the point is missing')
  else {
    const [x = 0, y = 0, z = 0, diameter = 0] = values
    return { number, type, fiducial, x, y, z, diameter }
  }
  return 'damaged'
}

function complain(scanner: TextScanner, input: ReaderInput, start: number, what: string): void {
  const line = textBetween(input.text, start, Math.min(scanner.lineBounds(start).end, start + 60)).trim()
  const code = input.options.damagedLines === 'skip' ? 'nevin/line-skipped' : 'nevin/unreadable-line'
  input.report.say(code, { line, what }, { line: scanner.line })
}
