import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { SourceText } from '../core/source/sourceText.ts'
import { fitMessages } from './diagnostics.ts'

/** What was measured of one variable. */
export interface DataColumn {
  readonly name: string
  /** As it stands in parentheses behind the name; '' where none does. */
  readonly unit: string
  /** One for each time; NaN where nothing was measured. */
  readonly values: Float64Array
}

/** Measured values over time. */
export interface DataTable {
  readonly timeUnit: string
  readonly times: Float64Array
  readonly columns: readonly DataColumn[]
}

/** Most lines of a table: a fit goes through all of them for every parameter of every iteration. */
export const mostRows = 1_000_000

const headingPattern = /^([A-Za-z]\w*(?:\[\d+\])?)\s*(?:\(([^()]*)\))?$/

/** Reads comma-separated values: a line of names, with units in parentheses, one of them `t`; then numbers. */
export function readDataTable(source: SourceText): Checked<DataTable> {
  const no = (reason: string, line: number) =>
    refused<DataTable>([diagnose(fitMessages, 'fit/no-table', { reason }, { source, line })])
  const lines = source.text.split(/\r?\n/)
  const first = lines.findIndex(line => line.trim() !== '')
  if (first < 0) return no('there is nothing in them', 1)
  if (lines.length > mostRows) return no(`they have more than ${mostRows} lines`, mostRows)
  const headings = cellsOf(lines[first] ?? '').map(cell => headingPattern.exec(cell))
  const bad = headings.findIndex(heading => !heading)
  if (bad >= 0) return no(`"${cellsOf(lines[first] ?? '')[bad]}" is not a name`, first + 1)
  const names = headings.map(heading => heading?.[1] ?? '')
  const time = names.indexOf('t')
  if (time < 0) return no('no column has the name "t"', first + 1)
  const doubled = names.find((name, index) => names.indexOf(name) < index)
  if (doubled) return no(`two columns have the name "${doubled}"`, first + 1)
  if (names.length < 2) return no('there is no column besides "t"', first + 1)

  const found: Diagnostic[] = []
  const columns: number[][] = names.map(() => [])
  for (let row = first + 1; row < lines.length && found.length === 0; row++) {
    const text = lines[row] ?? ''
    if (text.trim() === '') continue
    const cells = cellsOf(text)
    const place = { source, line: row + 1 }
    if (cells.length !== names.length) {
      const facts = { cells: cells.length, columns: names.length }
      found.push(diagnose(fitMessages, 'fit/row-length', facts, place))
    }
    for (const [index, cell] of cells.entries()) {
      const value = cell === '' ? NaN : Number(cell)
      const isMissing = cell === '' && index !== time
      if (!isMissing && !Number.isFinite(value))
        found.push(
          diagnose(fitMessages, 'fit/not-a-number', { text: cell, column: names[index] ?? '' }, place),
        )
      columns[index]?.push(value)
    }
  }
  if (found.length > 0) return refused(found)
  if (columns[time]?.length === 0) return no('no numbers stand below the names', first + 1)
  const all = headings.map((heading, index) => ({
    name: names[index] ?? '',
    unit: heading?.[2]?.trim() ?? '',
    values: Float64Array.from(columns[index] ?? []),
  }))
  const { values = new Float64Array(), unit = '' } = all[time] ?? {}
  return accepted({ timeUnit: unit, times: values, columns: all.filter((_, index) => index !== time) })
}

const cellsOf = (line: string) => line.split(',').map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))
