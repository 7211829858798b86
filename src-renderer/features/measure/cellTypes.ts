import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { typeName } from '../../view3d/colouring.ts'

/** A type of sections that a cell has outside of its soma. */
export interface PresentType {
  readonly type: number
  readonly name: ReturnType<typeof typeName>
  readonly sections: number
}

/** The types of a cell's neurites, by number. */
export function presentTypes({ sections }: Morphology): readonly PresentType[] {
  const counts = new Map<number, number>()
  for (const type of sections.type) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts]
    .filter(([type]) => typeName(type) !== 'soma')
    .sort(([one], [other]) => one - other)
    .map(([type, count]) => ({ type, name: typeName(type), sections: count }))
}

/** The chosen types that the cell has; undefined for all of it. */
export function chosenTypes(
  morphology: Morphology,
  chosen: readonly number[],
): readonly number[] | undefined {
  const there = presentTypes(morphology).map(({ type }) => type)
  const kept = there.filter(type => chosen.includes(type))
  return kept.length === 0 || kept.length === there.length ? undefined : kept
}
