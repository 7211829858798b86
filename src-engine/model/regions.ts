import type { Morphology, Sections } from '../morphology/morphology.ts'

/** Regions that every cell has, even where they are empty. */
export const standardRegions = ['all', 'soma', 'axon', 'dend', 'apic'] as const

/** `dend_5` of `dend_5[12]`: the array that a section belongs to, or its whole name where it stands alone. */
export function arrayOf(sectionName: string): string {
  const bracket = sectionName.indexOf('[')
  return bracket < 0 ? sectionName : sectionName.slice(0, bracket)
}

/** The sections of a morphology by name and by region. */
export interface SectionIndex {
  readonly names: readonly string[]
  /** Index of the section with this name. */
  section(name: string): number | undefined
  /** Sections of a region in ascending order; undefined where the name means nothing here. */
  region(name: string): readonly number[] | undefined
  /** 1 for each section of a region, 0 for the others; nothing is in a region that has no meaning. */
  mask(name: string): Uint8Array
  /** Names of the regions: the standard ones, then other arrays in the order in which they appear. */
  readonly regionNames: readonly string[]
}

/** Morphologies are frozen, so an index stays true; it goes when its morphology goes. */
const made = new WeakMap<object, SectionIndex>()

/** The index of a morphology’s sections; made once, so that every use of a region is a look-up. */
export function indexSections(morphology: Pick<Morphology, 'sections'>): SectionIndex {
  const known = made.get(morphology.sections) ?? makeIndex(morphology.sections)
  made.set(morphology.sections, known)
  return known
}

function makeIndex({ name: names }: Sections): SectionIndex {
  const byName = new Map(names.map((name, section) => [name, section]))
  const regions = new Map<string, number[]>(standardRegions.map(name => [name, []]))
  names.forEach((name, section) => {
    regions.get('all')?.push(section)
    const array = arrayOf(name)
    if (array === 'all') return
    const list = regions.get(array)
    if (list) list.push(section)
    else regions.set(array, [section])
  })
  const masks = new Map<string, Uint8Array>()
  const region = (name: string) => {
    const known = regions.get(name)
    if (known) return known
    const section = byName.get(name)
    return section === undefined ? undefined : [section]
  }
  return {
    names,
    mask: name => {
      const known = masks.get(name)
      if (known) return known
      const mask = new Uint8Array(names.length)
      for (const section of region(name) ?? []) mask[section] = 1
      masks.set(name, mask)
      return mask
    },
    section: name => byName.get(name) ?? byName.get(`${name}[0]`),
    region,
    regionNames: [...regions.keys()],
  }
}
