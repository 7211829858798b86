import { csvText, fileName } from '../../format/csv.ts'
import { download } from '../../plots/export/download.ts'

/** A table to take elsewhere. NaN stands for what is not defined. */
export interface CsvTable {
  /** What it holds, for the name of the file. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** Saves a table of a cell as comma-separated values. */
export function saveTable(cell: string, { name, header, rows }: CsvTable): void {
  download(`${fileName(cell, name)}.csv`, new Blob([csvText(header, rows)], { type: 'text/csv' }))
}

/** Copies a table as spreadsheets take it: separated by tabs. */
export function copyTable({ header, rows }: CsvTable): Promise<void> {
  const lines = [header, ...rows].map(row => row.map(cell => (Number.isNaN(cell) ? '' : cell)).join('\t'))
  return navigator.clipboard.writeText(`${lines.join('\n')}\n`)
}
