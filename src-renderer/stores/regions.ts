import type { Region } from '../../src-engine/model/document.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'

/** The array that a section belongs to: `dend` of `dend[12]`. */
export function arrayName(section: string): string {
  const bracket = section.indexOf('[')
  return bracket < 0 ? section : section.slice(0, bracket)
}

/** Whether a section is in a region: `all`, its array's name, or its own name. */
export function isInRegion(section: string, region: Region): boolean {
  return region === 'all' || region === section || region === arrayName(section)
}

/** Indices of the sections in a region. */
export function sectionsIn({ sections }: Morphology, region: Region): ReadonlySet<number> {
  const found = new Set<number>()
  sections.name.forEach((name, section) => {
    if (isInRegion(name, region)) found.add(section)
  })
  return found
}

/** The regions that a cell offers: `all`, then its arrays in their order. */
export function regionsOf({ sections }: Morphology): readonly Region[] {
  return ['all', ...new Set(sections.name.map(arrayName))]
}
