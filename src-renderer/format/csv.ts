/** A cell of comma-separated values: numbers with all their digits, empty where they are not defined. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number')
    return Number.isNaN(cell) ? '' : Number.isFinite(cell) ? String(cell) : cell > 0 ? 'inf' : '-inf'
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Rows as comma-separated values (RFC 4180), the names of the columns first. */
export function csvText(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header, ...rows].map(row => row.map(csvCell).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** A name that any file system takes. */
export function fileName(...parts: readonly string[]): string {
  return parts.join('-').replace(/[^\p{L}\p{N}._-]+/gu, '-')
}
