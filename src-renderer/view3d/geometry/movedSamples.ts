import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/**
 * The rows of the samples that go along when one is dragged: its copies in the sections that start there, as the rules of
 * edits have it (E4), or everything farther out.
 */
export function samplesThatMove(
  morphology: Morphology,
  section: number,
  sample: number,
  withSubtree: boolean,
): Int32Array {
  const { firstSample } = morphology.sections
  const row = (firstSample[section] ?? 0) + sample
  if (!withSubtree) return Int32Array.from(withCopies(morphology, section, row))
  const rows: number[] = []
  const fraction = fractionOf(morphology, section, row)
  for (let at = row; at < (firstSample[section + 1] ?? 0); at++) rows.push(at)
  const inside = subtreeOf(morphology, section, fraction)
  for (const child of inside)
    for (let at = firstSample[child] ?? 0; at < (firstSample[child + 1] ?? 0); at++) rows.push(at)
  return Int32Array.from(rows)
}

function isSamePlace({ samples: { x, y, z } }: Morphology, one: number, other: number): boolean {
  return x[one] === x[other] && y[one] === y[other] && z[one] === z[other]
}

function withCopies(morphology: Morphology, section: number, row: number): Set<number> {
  const { count, parent, firstSample, wire } = morphology.sections
  const rows = new Set([row])
  const family = new Set([section])
  const above = parent[section] ?? -1
  if (row === firstSample[section] && above >= 0 && !wire[section]) {
    for (let at = firstSample[above] ?? 0; at < (firstSample[above + 1] ?? 0); at++)
      if (isSamePlace(morphology, at, row)) {
        rows.add(at)
        family.add(above)
      }
  }
  for (let child = 0; child < count; child++) {
    const first = firstSample[child] ?? 0
    if (family.has(parent[child] ?? -1) && !wire[child] && isSamePlace(morphology, first, row))
      rows.add(first)
  }
  return rows
}

/** Where a sample lies along its section, 0…1. */
function fractionOf({ samples: { x, y, z }, sections }: Morphology, section: number, row: number): number {
  let length = 0
  let before = 0
  for (
    let at = (sections.firstSample[section] ?? 0) + 1;
    at < (sections.firstSample[section + 1] ?? 0);
    at++
  ) {
    length += Math.hypot(x[at]! - x[at - 1]!, y[at]! - y[at - 1]!, z[at]! - z[at - 1]!) // hot
    if (at === row) before = length
  }
  return length > 0 ? before / length : 0
}

/** The sections that hang on a section from a place on, with all that hangs on them. */
function subtreeOf({ sections }: Morphology, section: number, from: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (let child = 0; child < sections.count; child++) {
    const above = sections.parent[child] ?? -1
    const siblings = children.get(above)
    if (siblings) siblings.push(child)
    else children.set(above, [child])
  }
  const first = (children.get(section) ?? []).filter(
    child => from === 0 || (sections.parentX[child] ?? 0) >= from - 1e-9,
  )
  const all = [...first]
  for (let at = 0; at < all.length; at++) all.push(...(children.get(all[at] ?? -1) ?? []))
  return all
}
