import type { TracedSection } from './tracedCell.ts'

/** A section and one of its samples, by their indices in the morphology; −1 for none. */
export interface RowPlace {
  readonly section: number
  readonly sample: number
}

const nowhere: RowPlace = { section: -1, sample: -1 }

/**
 * Where rows of the traced points have gone in the finished cell. A row of an outline belongs to its section but to no
 * sample, that of a sphere to its middle.
 *
 * @param sections in the order of the morphology
 * @param firstSample of each of them
 */
export function placesOfRows(
  sections: readonly TracedSection[],
  firstSample: readonly number[],
): (row: number) => RowPlace {
  const ranges = sections.flatMap(({ points, outlines }, section) =>
    (outlines ?? [points]).map(({ start, end }) => ({
      start,
      end,
      section,
      isOutline: outlines !== undefined,
    })),
  )
  ranges.sort((a, b) => a.start - b.start)
  return row => {
    if (row < 0) return nowhere
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ranges[middle]!.start <= row) low = middle + 1
      else high = middle
    }
    const range = ranges[low - 1]
    if (!range || row >= range.end) return nowhere
    const { section, start, end, isOutline } = range
    if (isOutline) return { section, sample: -1 }
    return { section, sample: firstSample[section]! + (end - start === 1 ? 1 : row - start) }
  }
}
