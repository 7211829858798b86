import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { Pick } from '../../view3d/picking.ts'

/** The sections that have a point from a line of the file [from 1]. */
export function sectionsAtLine(
  { samples, sections }: Morphology,
  line: number | undefined,
): readonly number[] {
  if (line === undefined) return []
  const found: number[] = []
  for (let section = 0; section < sections.count; section++) {
    const end = sections.firstSample[section + 1] ?? 0
    for (let sample = sections.firstSample[section] ?? 0; sample < end; sample++) {
      if (samples.line[sample] !== line) continue
      found.push(section)
      break
    }
  }
  return found
}

/** The line of the file that gave the point nearest to a place on the cell; undefined where the reader made it. */
export function lineOfPick({ samples, sections }: Morphology, { section, x }: Pick): number | undefined {
  const first = sections.firstSample[section] ?? 0
  const last = (sections.firstSample[section + 1] ?? 0) - 1
  const nearest = first + Math.round(x * (last - first))
  for (let away = 0; away <= last - first; away++) {
    for (const sample of [nearest - away, nearest + away]) {
      const line = sample >= first && sample <= last ? (samples.line[sample] ?? 0) : 0
      if (line > 0) return line
    }
  }
  return undefined
}
