import { largestCoordinateUm } from '../../limits.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'

/** A cylinder between two branch points. */
export interface Douglas2dCylinder {
  /** `1.1121`: the tree, then which branch was taken at every branch point. */
  readonly label: string
  readonly order: number
  readonly lengthUm: number
  readonly diameterUm: number
  /** `bp` where two branches follow, otherwise `ne`, `mae`, `tae` or `bae`. */
  readonly termination: string
  readonly line: number
}

/** A Douglas 2D file: the soma and the cylinders, depth first. */
export interface Douglas2dTable {
  readonly soma: Douglas2dCylinder | undefined
  readonly cylinders: readonly Douglas2dCylinder[]
  /** Line of the header `branchID br.ord. seglth segdiam term`; 0 without one. */
  readonly headerLine: number
}

/** The file's lengths are centimetres. */
const micrometresPerUnit = 10000
const terminations: ReadonlySet<string> = new Set(['bp', 'ne', 'mae', 'tae', 'bae'])

/** Reads the lines `label order length diameter termination` after the header, up to the line `end`. */
export function scanDouglas2d(input: ReaderInput): Douglas2dTable {
  const scanner = new TextScanner(input.text)
  const skips = input.options.damagedLines === 'skip'
  const cylinders: Douglas2dCylinder[] = []
  let soma: Douglas2dCylinder | undefined
  let headerLine = 0
  do {
    const start = scanner.position
    const line = textBetween(input.text, start, Math.min(scanner.lineBounds(start).end, start + 400)).trim()
    if (headerLine === 0) {
      if (/^branchID\s+br\.ord/i.test(line)) headerLine = scanner.line
      continue
    }
    // Lines that do not begin with a digit are comments.
    if (/^end(\s|$)/.test(line)) break
    if (!/^\d/.test(line)) continue
    const cylinder = readCylinder(line, scanner.line)
    const place = { line: scanner.line }
    if (typeof cylinder === 'string') {
      const shown = { line: line.slice(0, 60), what: cylinder }
      input.report.say(skips ? 'douglas/line-skipped' : 'douglas/unreadable-line', shown, place)
    } else if (cylinder.termination !== 'som') cylinders.push(cylinder)
    else if (soma) input.report.say('douglas/second-soma', {}, place)
    else soma = cylinder
  } while (scanner.nextLine())
  return { soma, cylinders, headerLine }
}

/** @returns what is wrong, if anything */
function readCylinder(text: string, line: number): Douglas2dCylinder | string {
  const [label = '', order = '', length = '', diameter = '', termination = ''] = text.split(/\s+/)
  if (termination === '') return `it has ${text.split(/\s+/).length} of 5 columns`
  if (termination !== 'som' && !terminations.has(termination))
    return `“${termination}” is none of som bp ne mae tae bae`
  const cylinder = {
    label,
    order: Number(order),
    lengthUm: micrometresPerUnit * Number(length),
    diameterUm: micrometresPerUnit * Number(diameter),
    termination,
    line,
  }
  const numbers = [cylinder.order, cylinder.lengthUm, cylinder.diameterUm]
  if (numbers.some(value => Number.isNaN(value))) return 'order, length and diameter must be numbers'
  if (numbers.some(value => Math.abs(value) > largestCoordinateUm)) return 'a number is too large for a cell'
  if (cylinder.lengthUm < 0) return 'a length cannot be negative'
  return cylinder
}
