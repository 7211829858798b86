/** What the statements of a file do to a series of numbers: nothing, put numbers in, or also change how many it has. */
export type SeriesChange = 'none' | 'filled' | 'grows'

/** What a call of a function writes, by the names that stand for a series among the names that a file writes. */
export function writtenOfSeries(callee: string, series: string): string | undefined {
  if (callee === 'vector_set') return `${series}.value`
  return callee === 'vector_append' || callee === 'vector_resize' ? `${series}.count` : undefined
}

/** @param written the names that a file writes */
export function changeOfSeries(written: ReadonlySet<string>, series: string): SeriesChange {
  if (written.has(`${series}.count`)) return 'grows'
  return written.has(`${series}.value`) ? 'filled' : 'none'
}
