import { largestCoordinateUm } from '../../limits.ts'
import { textBetween } from '../../text/decodeText.ts'
import type { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'

/** The seven numbers of a line: id, type, x, y, z, radius, parent id. */
export type SwcFields = ArrayLike<number>

const columns = 7
const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
const notANumber = /^[-+]?(nan|inf|infinity)\b/i

/**
 * Deals with a line that is not seven plain numbers: reads decimal commas, says what is wrong with anything else.
 *
 * @returns the numbers where the line can be understood
 */
export function damagedLine(scanner: TextScanner, start: number, input: ReaderInput): SwcFields | undefined {
  const { report, options, text } = input
  const { end } = scanner.lineBounds(start)
  const line = textBetween(text, start, Math.min(end, start + 2000))
  const place = { line: scanner.line }
  const words = line.split(/#/)[0]!.trim().split(/\s+/)
  const commas = fieldsOf(words.map(word => word.replace(',', '.')))
  if (commas && words.some(word => word.includes(','))) {
    report.say('swc/decimal-comma', { line: shorten(line) }, place)
    return commas
  }
  const separated = fieldsOf(line.split(/\s*[,;]\s*/))
  if (separated) {
    report.say('swc/separated-by-commas', { line: shorten(line) }, place)
    return separated
  }
  const odd = words.slice(0, columns).find(word => notANumber.test(word))
  if (odd !== undefined) {
    report.say(
      'swc/not-a-number',
      { word: shorten(odd), column: columnTitles[words.indexOf(odd)] ?? '' },
      place,
    )
    return undefined
  }
  const what = whatIsWrong(words)
  if (options.damagedLines === 'skip') report.say('swc/line-skipped', { line: shorten(line), what }, place)
  else report.say('swc/unreadable-line', { line: shorten(line), what }, place)
  return undefined
}

const columnTitles = ['id', 'type', 'x', 'y', 'z', 'radius', 'parent']

function fieldsOf(words: readonly string[]): number[] | undefined {
  const first = words.slice(0, columns)
  if (first.length < columns || !first.every(word => number.test(word))) return undefined
  const fields = first.map(Number)
  const whole = [fields[0]!, fields[1]!, fields[6]!].every(value => Number.isSafeInteger(value))
  const fits =
    fields.slice(2, 6).every(value => Math.abs(value) <= largestCoordinateUm) && Math.abs(fields[1]!) <= 65535
  return whole && fits ? fields : undefined
}

function whatIsWrong(words: readonly string[]): string {
  for (const [i, title] of columnTitles.entries()) {
    const word = words[i]
    if (word === undefined) return `it has ${i} of 7 columns`
    if (!number.test(word)) return `“${shorten(word)}” in the column “${title}” is not a number`
    const value = Number(word)
    if (i >= 2 && i < 6 && !(Math.abs(value) <= largestCoordinateUm))
      return `“${shorten(word)}” in the column “${title}” is too large for a cell`
    if (title === 'type' && Math.abs(value) > 65535) return `“${shorten(word)}” is too large for a type`
    if ((i < 2 || i === 6) && !Number.isSafeInteger(value)) {
      return `“${shorten(word)}” in the column “${title}” is not a whole number`
    }
  }
  return 'its columns run together'
}

/** Enough of a text to recognise it. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}
