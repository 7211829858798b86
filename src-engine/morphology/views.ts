import type { Morphology } from './morphology.ts'

/** Index of the section with a name such as `dend[3]`; −1 where there is none. */
export function findSection(morphology: Morphology, name: string): number {
  return morphology.sections.name.indexOf(name)
}

/** Sections from a section up to and with its root. */
export function pathToRoot(morphology: Morphology, section: number): number[] {
  const path: number[] = []
  for (let at = section; at >= 0; at = morphology.sections.parent[at] ?? -1) path.push(at)
  return path
}

/** Children of every section, in the order of sections. */
export function childrenOfSections(morphology: Morphology): readonly (readonly number[])[] {
  const { count, parent } = morphology.sections
  const children: number[][] = Array.from({ length: count }, () => [])
  for (let section = 0; section < count; section++) children[parent[section]!]?.push(section)
  return children
}

/** The sections without a parent. */
export function rootSections(morphology: Morphology): number[] {
  const roots: number[] = []
  morphology.sections.parent.forEach((parent, section) => {
    if (parent < 0) roots.push(section)
  })
  return roots
}
