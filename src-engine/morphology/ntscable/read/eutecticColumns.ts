import type { PointKind } from '../../formats/digitised/digitisedPoints.ts'
import { otherPointTypes, pointKinds } from '../../formats/eutectic/pointKinds.ts'
import { largestCoordinateUm } from '../../limits.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { Tracing } from '../tracing.ts'
import type { PointRows } from './followPoints.ts'

/** Where the fields of a line begin [characters from 0]. */
const column = { type: 8, x: 16, y: 24, z: 32, thickness: 40 } as const

/** Why an outline of another thing, or a dot, is left out. */
export const noPartOfCell = 'its type is no part of the cell'

/**
 * Reads points by fixed columns as the original program does: lines that do not begin with a number are passed over up to
 * the first point, and the first such line after it ends the file; what stands in a field is a number as far as it looks
 * like one, else 0; a line of an unknown type is no point. Every line that is lost or misread so is reported (K1, K2).
 */
export function scanEutecticColumns(text: string, tracing: Tracing): PointRows {
  const points = new PointColumns(text.length / 40)
  const kinds: PointKind[] = []
  const types: string[] = []
  const numbers: number[] = []
  const lines = text.split(/\r\n|\n|\r/)
  const first = lines.findIndex(line => leadingNumber(line) !== 0 && !/Point\s+Type\s+Tag/i.test(line))
  for (let i = Math.max(0, first); first >= 0 && i < lines.length; i++) {
    const text = lines[i]!
    const number = leadingNumber(text)
    if (number === 0) {
      remarkRest(lines, i, tracing)
      break
    }
    const type = text.slice(column.type, column.type + 3).trim()
    const kind = pointKinds[type]
    // The type stands right-justified in its three columns; shifted by one it is another.
    const isInPlace = text.slice(column.type, column.type + 3) === type.padStart(3)
    if (!kind || !isInPlace) {
      const word = /^\s*\S+\s+(\S+)/.exec(text)?.[1] ?? ''
      if (otherPointTypes.has(word)) tracing.drop(i + 1, word, noPartOfCell)
      else tracing.drop(i + 1, word, `its columns 9 to 11 hold no point type (“${text.slice(8, 11)}”)`)
      continue
    }
    const values = [column.x, column.y, column.z, column.thickness].map(at => leadingNumber(text.slice(at)))
    if (values.some(value => Math.abs(value) > largestCoordinateUm)) {
      tracing.drop(i + 1, type, 'a number is too large for a cell')
      continue
    }
    remarkShift(text, values, tracing, i + 1)
    points.add(values[0]!, values[1]!, values[2]!, values[3]!, i + 1)
    kinds.push(kind)
    types.push(type)
    numbers.push(Math.trunc(number))
  }
  return { points, kinds, types, numbers }
}

/** The number that a text begins with, blanks before it skipped; 0 where there is none, as C's atof has it. */
function leadingNumber(text: string): number {
  const [written] = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(text) ?? []
  const value = written === undefined ? 0 : Number(written)
  return Number.isFinite(value) ? value : 0
}

/** Says where the numbers by columns are not those that a person reads. */
function remarkShift(text: string, values: readonly number[], tracing: Tracing, line: number): void {
  const words = text.trim().split(/\s+/).slice(3, 7)
  const written = words.map(Number)
  if (written.some(Number.isNaN)) return
  if (written.length === 4 && written.every((value, i) => value === values[i])) return
  const facts = { read: values.join(' '), written: words.join(' ') }
  tracing.say('ntscable/shifted-columns', facts, { line })
}

/** Says how many points stand after the line at which reading ends. */
function remarkRest(lines: readonly string[], from: number, tracing: Tracing): void {
  let count = 0
  for (let i = from + 1; i < lines.length; i++) {
    const [, type] = /^\s*\d+\s+([A-Z]{2,3})\s+-?\d+\s+[-+.\d]/.exec(lines[i]!) ?? []
    if (type === undefined || !pointKinds[type]) continue
    count++
    tracing.drop(i + 1, type, 'it follows a line that does not begin with a point number')
  }
  if (count > 0) tracing.say('ntscable/stopped-early', { count }, { line: from + 1 })
}
