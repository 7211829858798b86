import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'
import { damagedLine, type SwcFields } from './damagedLine.ts'
import { createSwcPoints, type SwcPoints } from './swcPoints.ts'

const hash = 35
/** A data line has at least 14 characters, so a table for bytes/14 rows never grows. */
const shortestLine = 14
const columns = 7
/** Type numbers beyond this are no types (SWC+ ends at 65535), and would not fit the table. */
const largestType = 65535

/** Reads the data lines of an SWC file; everything after the seventh number of a line is ignored. */
export function scanSwc(input: ReaderInput): SwcPoints {
  const scanner = new TextScanner(input.text)
  const points = createSwcPoints(Math.ceil((scanner.end + 1) / shortestLine) + 1)
  const fields = new Float64Array(columns)
  do {
    scanner.skipBlanks()
    if (scanner.atLineEnd()) continue
    if (scanner.bytes[scanner.position] === hash) {
      remarkHeader(scanner, input)
      continue
    }
    const start = scanner.position
    let read = 0
    for (; read < columns; read++) {
      const value = scanner.number()
      if (value !== value) break
      fields[read] = value
    }
    if (read === columns && isPlausible(scanner, fields)) addPoint(points, fields, scanner.line)
    else {
      const repaired = damagedLine(scanner, start, input)
      if (repaired) addPoint(points, repaired, scanner.line)
    }
  } while (scanner.nextLine())
  return points
}

/** Ids are whole, numbers finite, and the seventh number ends where a word ends. */
function isPlausible(scanner: TextScanner, fields: SwcFields): boolean {
  for (let i = 0; i < columns; i++) if (!Number.isFinite(fields[i]!)) return false
  const next = scanner.bytes[scanner.position]!
  return (
    Number.isInteger(fields[0]!) &&
    Number.isInteger(fields[6]!) &&
    Number.isInteger(fields[1]!) &&
    Math.abs(fields[1]!) <= largestType &&
    (next <= 32 || next === hash)
  )
}

function addPoint(points: SwcPoints, fields: SwcFields, line: number): void {
  const row = points.count++
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
