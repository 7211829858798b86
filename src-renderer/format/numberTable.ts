import { readQuantity } from '../../src-engine/core/units/readQuantity.ts'

/** Numbers read from a text, column by column. */
export interface ReadTable {
  readonly columns: readonly (readonly number[])[]
  /** What the first line calls the columns, where it is no numbers; '' otherwise. */
  readonly names: readonly string[]
  /** Lines that are not numbers, by their number from 1 on; the first few. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[]
}

/** Lines that are told of. */
const mostTold = 3

/**
 * Reads numbers that were copied from a table or come from a file: separated by tabs, semicolons, commas or spaces, with
 * points or, where something else separates them, commas as decimal marks. Empty lines and lines that begin with # or %
 * are passed over.
 */
export function readNumberTable(text: string): ReadTable {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter(({ text: line }) => line !== '' && !/^[#%]/.test(line))
  const separator = separatorOf(lines.map(({ text: line }) => line))
  const cells = (line: string) => line.split(separator).map(cell => cell.trim())
  const number = (cell: string) => {
    const plain = separator === ',' ? cell : cell.replace(',', '.')
    return plain === '' ? NaN : Number(plain)
  }
  const head = lines[0]
  const named = head !== undefined && cells(head.text).every(cell => !Number.isFinite(number(cell)))
  const body = named ? lines.slice(1) : lines
  const width = Math.max(0, ...body.map(({ text: line }) => cells(line).length))
  const columns: number[][] = Array.from({ length: width }, () => [])
  const wrong: { line: number; text: string }[] = []
  for (const { line, text: row } of body) {
    const numbers = cells(row).map(number)
    if (numbers.length !== width || !numbers.every(Number.isFinite)) wrong.push({ line, text: row })
    else numbers.forEach((value, column) => columns[column]?.push(value))
  }
  const names = named ? cells(head.text).map(name => name.replace(/^"|"$/g, '')) : columns.map(() => '')
  return { columns, names, wrong: wrong.slice(0, mostTold) }
}

function separatorOf(lines: readonly string[]): string | RegExp {
  if (lines.some(line => line.includes('\t'))) return '\t'
  if (lines.some(line => line.includes(';'))) return ';'
  return lines.some(line => line.includes(',')) ? ',' : /\s+/
}

/** What a column is multiplied by to be in a unit: 1000 for `t (s)` in ms; 1 where its name says no unit of that kind. */
export function unitFactor(name: string, unit: string): number {
  const said = /[([]\s*([^)\]]+?)\s*[)\]]\s*$/.exec(name)?.[1] ?? /_([a-zA-Zµ]+)$/.exec(name)?.[1]
  if (said === undefined) return 1
  const read = readQuantity(`1 ${said}`, unit)
  return 'value' in read ? read.value : 1
}
