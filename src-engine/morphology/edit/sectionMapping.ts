/** A stretch of an old section and the stretch of a new one that it has become; `toStart` > `toEnd` where it was turned round. */
export interface MappedStretch {
  /** Where on the old section the stretch starts and ends, 0…1. */
  readonly start: number
  readonly end: number
  /** Index of the new section. */
  readonly section: number
  readonly toStart: number
  readonly toEnd: number
}

/**
 * What has become of the sections of a cell that was edited, so that selections, electrodes and biophysics can follow.
 * Row s: the stretches of old section s in order along it; none where it was deleted.
 */
export type SectionMapping = readonly (readonly MappedStretch[])[]

/** A place on a section. */
export interface PlaceOnSection {
  readonly section: number
  /** 0…1. */
  readonly x: number
}

/** Where a place of the old cell is in the new one; undefined where it was deleted. */
export function mapPlace(mapping: SectionMapping, section: number, x: number): PlaceOnSection | undefined {
  const stretches = mapping[section] ?? []
  const stretch = stretches.find(({ end }) => x <= end) ?? stretches.at(-1)
  if (!stretch) return undefined
  const length = stretch.end - stretch.start
  const part = length > 0 ? (Math.min(Math.max(x, stretch.start), stretch.end) - stretch.start) / length : 0
  return { section: stretch.section, x: stretch.toStart + part * (stretch.toEnd - stretch.toStart) }
}

/** The first new section that an old one has become; −1 where it was deleted. */
export function mapSection(mapping: SectionMapping, section: number): number {
  return mapping[section]?.[0]?.section ?? -1
}

/** The mapping of two edits, one after the other. */
export function composeMappings(first: SectionMapping, second: SectionMapping): SectionMapping {
  return first.map(stretches => stretches.flatMap(stretch => throughSecond(stretch, second)))
}

function throughSecond(stretch: MappedStretch, second: SectionMapping): MappedStretch[] {
  const { start, end, toStart, toEnd } = stretch
  const isTurned = toEnd < toStart
  const perUnit = toEnd === toStart ? 0 : (end - start) / (toEnd - toStart)
  const backOf = (x: number) => (perUnit === 0 ? start : start + (x - toStart) * perUnit)
  const parts: MappedStretch[] = []
  for (const next of second[stretch.section] ?? []) {
    const low = Math.max(Math.min(toStart, toEnd), next.start)
    const high = Math.min(Math.max(toStart, toEnd), next.end)
    if (high < low || (high === low && toStart !== toEnd)) continue
    const length = next.end - next.start
    const forth = (x: number) =>
      length > 0 ? next.toStart + ((x - next.start) / length) * (next.toEnd - next.toStart) : next.toStart
    const [near, far] = isTurned ? [high, low] : [low, high]
    parts.push({
      start: near === toStart ? start : backOf(near),
      end: far === toEnd ? end : backOf(far),
      section: next.section,
      toStart: forth(near),
      toEnd: forth(far),
    })
  }
  return parts.sort((a, b) => a.start - b.start)
}
