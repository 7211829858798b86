import type { ReductionPreview } from '../../../src-main/contract/index.ts'

type Mapping = Pick<ReductionPreview, 'firstSpan' | 'reducedSection' | 'origins'>

/** Reduced sections on which sections of the cell lie. */
export function reducedOf(
  { firstSpan, reducedSection }: Mapping,
  sections: Iterable<number>,
): ReadonlySet<number> {
  const found = new Set<number>()
  for (const section of sections)
    for (let span = firstSpan[section] ?? 0; span < (firstSpan[section + 1] ?? 0); span++)
      found.add(reducedSection[span] ?? -1)
  return found
}

/** Sections of the cell that a reduced section stands for. */
export function originsOf({ origins }: Mapping, reduced: number): readonly number[] {
  return Array.from(origins[reduced] ?? [])
}
