import type { SweepResults } from '../contract/sweeps.ts'

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const heading = ({ label, unit }: { readonly label: string; readonly unit: string }) =>
  quote(unit === '' ? label : `${label} (${unit})`)

/** A sweep's table as CSV (RFC 4180), in full precision; a cell is empty where there is no number. */
export function writeSweepCsv({ columns, variants, values, failures }: SweepResults): string {
  const width = columns.length
  const why = new Map(failures.map(({ variant, message }) => [variant, message]))
  const lines = [['variant', ...columns.map(heading), 'failure'].join(',')]
  variants.forEach((variant, row) => {
    const cells = Array.from(values.subarray(row * width, (row + 1) * width), value =>
      Number.isNaN(value) ? '' : String(value),
    )
    lines.push([variant + 1, ...cells, quote(why.get(variant) ?? '')].join(','))
  })
  return `${lines.join('\r\n')}\r\n`
}
