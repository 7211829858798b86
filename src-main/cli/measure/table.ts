import { printTable } from '../output.ts'

/** A table as it is printed. NaN stands for what is not defined. */
export interface ResultTable {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** For people: six digits, a dash for what is not defined. */
function shownNumber(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : value > 0 ? '∞' : '−∞'
}

/** Prints tables for people, each under its title where there are several. */
export function printTables(tables: readonly ResultTable[]): void {
  tables.forEach(({ title, header, rows }, index) => {
    if (tables.length > 1) process.stdout.write(`${index > 0 ? '\n' : ''}${title}\n`)
    printTable([
      header,
      ...rows.map(row => row.map(cell => (typeof cell === 'number' ? shownNumber(cell) : cell))),
    ])
  })
}

/** A cell of comma-separated values; all digits, empty where not defined. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number')
    return Number.isNaN(cell) ? '' : Number.isFinite(cell) ? String(cell) : cell > 0 ? 'inf' : '-inf'
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Comma-separated values; several tables with an empty line between them. */
export function csvOf(tables: readonly ResultTable[]): string {
  return tables
    .map(({ header, rows }) => [header, ...rows].map(row => `${row.map(csvCell).join(',')}\n`).join(''))
    .join('\n')
}
