/** A place on a section: its index and 0…1 along it. */
export interface SectionPlace {
  readonly section: number
  readonly x: number
}

/**
 * Where every place of the original cell lies on the reduced one. Spans of section s are firstSpan[s] …
 * firstSpan[s + 1] − 1; they follow each other from x = 0 to x = 1, and within one both places run evenly.
 */
export interface LocationMapping {
  /** Length sections + 1. */
  readonly firstSpan: Int32Array
  readonly fromX: Float64Array
  readonly toX: Float64Array
  /** Reduced section of the span, and where on it the span begins and ends. */
  readonly reducedSection: Int32Array
  readonly reducedFromX: Float64Array
  readonly reducedToX: Float64Array
}

/** Where a place of the original cell lies on the reduced one. */
export function mapPlace(mapping: LocationMapping, { section, x }: SectionPlace): SectionPlace {
  const { firstSpan, fromX, toX, reducedSection, reducedFromX, reducedToX } = mapping
  let low = firstSpan[section]!
  let high = firstSpan[section + 1]! - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (x <= toX[middle]!) high = middle
    else low = middle + 1
  }
  const width = toX[low]! - fromX[low]!
  const share = width > 0 ? Math.min(1, Math.max(0, (x - fromX[low]!) / width)) : 0
  const [from, to] = [reducedFromX[low]!, reducedToX[low]!]
  return { section: reducedSection[low]!, x: share === 1 ? to : from + share * (to - from) }
}

/** One span of a section, in the order of x. */
export interface Span {
  readonly fromX: number
  readonly toX: number
  readonly section: number
  readonly reducedFromX: number
  readonly reducedToX: number
}

/** Packs the spans of every section. */
export function mappingOf(spansOfSection: readonly (readonly Span[])[]): LocationMapping {
  const firstSpan = new Int32Array(spansOfSection.length + 1)
  spansOfSection.forEach((spans, section) => (firstSpan[section + 1] = firstSpan[section]! + spans.length))
  const all = spansOfSection.flat()
  return {
    firstSpan,
    fromX: Float64Array.from(all, span => span.fromX),
    toX: Float64Array.from(all, span => span.toX),
    reducedSection: Int32Array.from(all, span => span.section),
    reducedFromX: Float64Array.from(all, span => span.reducedFromX),
    reducedToX: Float64Array.from(all, span => span.reducedToX),
  }
}
