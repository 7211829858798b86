import { largestCoordinateUm } from '../../limits.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'
import type { PlusHeader } from './plus/plusHeader.ts'
import { damagedLine, type SwcFields } from './damagedLine.ts'
import { createSwcPoints, growSwcPoints, type SwcPoints } from './swcPoints.ts'

const hash = 35
/** Most data lines are longer, so the table seldom grows. */
const usualLine = 32
const columns = 7
/** Type numbers beyond this are no types (SWC+ ends at 65535), and would not fit the table. */
const largestType = 65535
/** Whole numbers up to here are exact. */
const largestId = Number.MAX_SAFE_INTEGER

/** Reads the data lines of an SWC file, and its comments into a header; everything after the seventh number is ignored. */
export function scanSwc(input: ReaderInput, header: PlusHeader): SwcPoints {
  const scanner = new TextScanner(input.text)
  const points = createSwcPoints(Math.ceil(scanner.end / usualLine) + 16)
  const fields = new Float64Array(columns)
  do {
    scanner.skipBlanks()
    if (scanner.atLineEnd()) continue
    if (scanner.bytes[scanner.position] === hash) {
      remarkHeader(scanner, input)
      if (points.count === 0 || header.isPlus) readComment(scanner, header)
      continue
    }
    const start = scanner.position
    let read = 0
    for (; read < columns; read++) {
      const value = scanner.number()
      if (value !== value) break
      fields[read] = value
    }
    if (read === columns && isPlausible(scanner, fields)) {
      addPoint(points, fields, scanner.line)
      scanner.skipBlanks()
      if (!scanner.atLineEnd() && scanner.bytes[scanner.position] !== hash)
        header.notKept.add('line that goes on after the seventh column', scanner.line)
    } else {
      const repaired = damagedLine(scanner, start, input)
      if (repaired) addPoint(points, repaired, scanner.line)
    }
  } while (scanner.nextLine())
  return points
}

function readComment(scanner: TextScanner, header: PlusHeader): void {
  const { end } = scanner.lineBounds(scanner.position)
  header.add(textBetween(scanner.text, scanner.position + 1, end), scanner.line)
}

/** Ids are whole, numbers finite, and the seventh number ends where a word ends. */
function isPlausible(scanner: TextScanner, fields: Float64Array): boolean {
  const next = scanner.bytes[scanner.position]!
  const id = fields[0]!
  const type = fields[1]!
  const parentId = fields[6]!
  return (
    (next <= 32 || next === hash) &&
    Math.abs(fields[2]!) <= largestCoordinateUm &&
    Math.abs(fields[3]!) <= largestCoordinateUm &&
    Math.abs(fields[4]!) <= largestCoordinateUm &&
    Math.abs(fields[5]!) <= largestCoordinateUm &&
    id === Math.floor(id) &&
    Math.abs(id) <= largestId &&
    parentId === Math.floor(parentId) &&
    Math.abs(parentId) <= largestId &&
    type === Math.floor(type) &&
    Math.abs(type) <= largestType
  )
}

function addPoint(points: SwcPoints, fields: SwcFields, line: number): void {
  const row = points.count++
  if (row === points.id.length) growSwcPoints(points)
  points.id[row] = fields[0]!
  points.type[row] = fields[1]!
  points.x[row] = fields[2]!
  points.y[row] = fields[3]!
  points.z[row] = fields[4]!
  points.diameter[row] = fields[5]! * 2
  points.parentId[row] = fields[6]!
  points.line[row] = line
}

/** Headers that other programs act on; we leave the coordinates alone and say so. */
function remarkHeader(scanner: TextScanner, input: ReaderInput): void {
  const { start, end } = scanner.lineBounds(scanner.position)
  const first = scanner.bytes[scanner.position + 2]
  if (first !== 79 && first !== 83) return // "# OFFSET", "# SCALE"
  const words = textBetween(input.text, start, Math.min(end, start + 200)).split(/[#\s]+/)
  const [key, ...values] = words.filter(word => word !== '')
  const numbers = values.slice(0, 3).map(Number)
  if (numbers.length < 3 || numbers.some(value => !Number.isFinite(value))) return
  const place = { line: scanner.line }
  if (key === 'OFFSET' && numbers.some(value => value !== 0)) {
    input.report.say('swc/offset-not-applied', { offset: numbers.join(', ') }, place)
  }
  if (key === 'SCALE' && numbers.some(value => value !== 1)) {
    input.report.say('swc/scale-not-applied', { scale: numbers.join(', ') }, place)
  }
}
