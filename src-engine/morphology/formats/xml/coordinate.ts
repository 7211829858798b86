import { largestCoordinateUm } from '../../limits.ts'
import type { ReaderInput } from '../format.ts'
import type { XmlAttributes } from './readXml.ts'

/** A decimal number; each part of the pattern can begin in one way only, so that a long text costs no time. */
const decimal = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/

/** The number that a text writes in decimals; NaN for any other text. */
function numberOf(value: string): number {
  const number = Number(value)
  // Nothing and blanks count as 0 there; hexadecimal and the like have a letter second. The rest it judges as we do.
  const isPlain = number !== 0 && value.charCodeAt(0) > 32 && !(value.charCodeAt(1) > 57)
  return isPlain || decimal.test(value) ? number : NaN
}

/** Reads numbers from attributes, and says of those that are none. */
export class Coordinates {
  readonly #input: ReaderInput

  constructor(input: ReaderInput) {
    this.#input = input
  }

  /** The number of an attribute; NaN, said, where there is none or one that is no size of a cell. */
  read(element: string, attributes: XmlAttributes, attribute: string, line: number): number {
    const value = attributes[attribute]
    const number = value === undefined ? NaN : numberOf(value)
    if (Math.abs(number) <= largestCoordinateUm) return number
    const { options, report } = this.#input
    const code = options.damagedLines === 'skip' ? 'xml/number-skipped' : 'xml/bad-number'
    report.say(code, { element, attribute, value: (value ?? '').slice(0, 60) }, { line })
    return NaN
  }
}
