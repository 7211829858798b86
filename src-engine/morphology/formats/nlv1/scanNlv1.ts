import { largestCoordinateUm } from '../../limits.ts'
import { PointColumns } from '../../pointColumns.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'

/** The coded lines of a Neurolucida V1 file, in step. */
export interface Nlv1Lines {
  readonly points: PointColumns
  readonly major: number[]
  readonly minor: number[]
}

/** Codes that occur. */
export const lineTo = 1
export const moveTo = 2
export const symbol = 3
export const marker = 10
export const branching = 5

const bracket = 91
const usualLine = 32

/** Reads the lines `[major,minor] (x,y,z) radius`; what does not begin with a code is header or comment (rule T1). */
export function scanNlv1(input: ReaderInput): Nlv1Lines {
  const scanner = new TextScanner(input.text)
  const lines: Nlv1Lines = {
    points: new PointColumns(input.text.length / usualLine),
    major: [],
    minor: [],
  }
  const fields = new Float64Array(6)
  do {
    scanner.skipBlanks()
    if (scanner.bytes[scanner.position] !== bracket) continue
    const start = scanner.position
    const read = readFields(scanner, fields)
    if (read === 0) continue
    const fault = read < 6 ? `it has ${read} of 6 numbers` : faultOf(fields)
    if (fault === undefined) {
      lines.major.push(fields[0]!)
      lines.minor.push(fields[1]!)
      lines.points.add(fields[2]!, fields[3]!, fields[4]!, fields[5]! * 2, scanner.line)
      continue
    }
    const { end } = scanner.lineBounds(start)
    const line = textBetween(input.text, start, Math.min(end, start + 60)).trim()
    const skips = input.options.damagedLines === 'skip'
    const code = skips ? 'nlv1/line-skipped' : 'nlv1/unreadable-line'
    input.report.say(code, { line, what: fault }, { line: scanner.line })
  } while (scanner.nextLine())
  return lines
}

/** What stands before each number, and after the last but one. */
const before = ['[', ',', '](', ',', ',', ')'].map(text => [...text].map(sign => sign.charCodeAt(0)))

/** @returns how many of the six numbers there are */
export function readFields(scanner: TextScanner, fields: Float64Array): number {
  for (let i = 0; i < 6; i++) {
    for (const sign of before[i]!) {
      scanner.skipBlanks()
      if (scanner.bytes[scanner.position] !== sign) return i
      scanner.position++
    }
    const value = scanner.number()
    if (Number.isNaN(value)) return i
    fields[i] = value
  }
  return 6
}

function faultOf(fields: Float64Array): string | undefined {
  if (!Number.isSafeInteger(fields[0]) || !Number.isSafeInteger(fields[1]))
    return 'its code is not two whole numbers'
  for (let i = 2; i < 6; i++) {
    if (!(Math.abs(fields[i]!) <= largestCoordinateUm))
      return `the number ${fields[i]} is too large for a cell`
  }
  return undefined
}
