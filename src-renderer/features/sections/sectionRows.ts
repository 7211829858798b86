import type { MorphologyView } from '../../../src-main/contract/index.ts'

/** A column of the table of sections. */
export type SectionColumn = 'name' | 'type' | 'parent' | 'length' | 'diameter' | 'area' | 'distance' | 'order'

/** How the rows stand. */
export interface SectionOrder {
  readonly column: SectionColumn
  readonly descending: boolean
}

/** Compares names as people count: `dend[2]` before `dend[10]`. */
const byName = new Intl.Collator('en', { numeric: true }).compare

/**
 * Indices of the sections whose name or type word contains the filter, in the wanted order. Without an order they
 * stand as the file has them.
 */
export function sectionRows(
  { morphology, table }: MorphologyView,
  filter: string,
  order: SectionOrder | undefined,
  typeWord: (type: number) => string,
): readonly number[] {
  const { sections } = morphology
  const wanted = filter.trim().toLowerCase()
  const rows: number[] = []
  for (let section = 0; section < sections.count; section++) {
    const name = sections.name[section] ?? ''
    const fits =
      wanted === '' ||
      name.toLowerCase().includes(wanted) ||
      typeWord(sections.type[section] ?? 0)
        .toLowerCase()
        .includes(wanted)
    if (fits) rows.push(section)
  }
  if (!order) return rows
  const sign = order.descending ? -1 : 1
  const numbers = (column: { readonly [index: number]: number }) => (first: number, second: number) =>
    (column[first] ?? 0) - (column[second] ?? 0)
  const compare: Readonly<Record<SectionColumn, (first: number, second: number) => number>> = {
    name: (first, second) => byName(sections.name[first] ?? '', sections.name[second] ?? ''),
    type: numbers(sections.type),
    parent: numbers(sections.parent),
    length: numbers(table.lengthUm),
    diameter: numbers(table.meanDiameterUm),
    area: numbers(table.areaUm2),
    distance: numbers(table.pathDistanceUm),
    order: numbers(table.branchOrder),
  }
  const by = compare[order.column]
  return rows.sort((first, second) => sign * by(first, second) || first - second)
}

/** The rows from the last chosen one to this one, for choosing with Shift. */
export function rowsBetween(
  rows: readonly number[],
  from: number | undefined,
  to: number,
): readonly number[] {
  const start = from === undefined ? -1 : rows.indexOf(from)
  const end = rows.indexOf(to)
  if (start < 0 || end < 0) return [to]
  const chosen = rows.slice(Math.min(start, end), Math.max(start, end) + 1)
  return start <= end ? chosen : chosen.toReversed()
}
