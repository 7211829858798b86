import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { SourceText } from '../core/source/sourceText.ts'
import type { ModelDocument } from '../model/document.ts'
import type { SweepParameter, SweepUse } from '../model/sweepUse.ts'
import { mostVariants } from './design.ts'
import { sweepMessages } from './messages.ts'
import { targetOfName } from './targetNames.ts'

/**
 * Reads a list of variants: a line of names, then a line of numbers for each variant, separated by commas. A name is that of
 * a parameter of the model's own sweep, or says what is varied as `nameOfTarget` writes it; a unit in parentheses may
 * stand behind it, and is not read.
 */
export function readSweepList(source: SourceText, document: ModelDocument): Checked<SweepUse> {
  const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const first = lines.findIndex(line => line.trim() !== '')
  if (first < 0) return refused([diagnose(sweepMessages, 'sweep/nothing-to-vary', {})])
  if (lines.length > mostVariants + 1) {
    const facts = { count: lines.length, most: mostVariants }
    return refused([diagnose(sweepMessages, 'sweep/too-many-variants', facts)])
  }
  const names = cellsOf(lines[first] ?? '').map(cell => cell.replace(/\s*\([^()]*\)$/, ''))
  const parameters: SweepParameter[] = []
  for (const name of names) {
    const target =
      document.sweep?.parameters.find(({ id }) => id === name)?.target ?? targetOfName(name, document)
    if (!target)
      return refused([diagnose(sweepMessages, 'sweep/unknown-column', { name }, { source, line: first + 1 })])
    parameters.push({ id: name, target })
  }
  const rows: number[][] = []
  for (let line = first + 1; line < lines.length; line++) {
    const text = lines[line] ?? ''
    if (text.trim() === '') continue
    const place = { source, line: line + 1 }
    const cells = cellsOf(text)
    if (cells.length !== names.length) {
      const facts = { row: rows.length + 1, values: cells.length, parameters: names.length }
      return refused([diagnose(sweepMessages, 'sweep/row-length', facts, place)])
    }
    const row = cells.map(cell => (cell === '' ? NaN : Number(cell)))
    const bad = row.findIndex(value => !Number.isFinite(value))
    if (bad >= 0)
      return refused([diagnose(sweepMessages, 'sweep/not-finite', { parameter: names[bad] ?? '' }, place)])
    rows.push(row)
  }
  return accepted({ design: 'list', parameters, rows })
}

const cellsOf = (line: string) => line.split(',').map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))
