import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** The section with a sample from this line of the source; undefined where no sample came from it. */
export function sectionAtLine({ samples, sections }: Morphology, line: number): number | undefined {
  const sample = samples.line.indexOf(line)
  if (sample < 0) return undefined
  for (let section = 0; section < sections.count; section++) {
    if (sample < (sections.firstSample[section + 1] ?? 0)) return section
  }
  return undefined
}
