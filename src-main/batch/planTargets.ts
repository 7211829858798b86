import { dirname, extname, join, relative } from 'node:path'
import { type SourceFile, unpackedName } from './findSources.ts'

/** Where a source goes. */
export interface PlannedTarget {
  readonly source: SourceFile
  /** The folder of the journal. */
  readonly folder: string
  readonly target: string
  /** Another source that would have had the same target, where the name was changed for that. */
  readonly clash?: string
}

/**
 * The targets of sources, with the format's extension: beside the source, or below the output folder where the source is
 * below the deepest folder that holds everything that was named. Sources that differ in their extension alone get it into their name: `a_swc.hoc`, `a_asc.hoc`;
 * if that does not tell them apart, a number. Names count as equal that differ in upper and lower case only, as they
 * are on many disks.
 */
export function planTargets(
  sources: readonly SourceFile[],
  extension: string,
  out: string | undefined,
): readonly PlannedTarget[] {
  const shared = commonFolder(sources.map(({ root }) => root))
  const plain = sources.map(source => {
    const folder = out ?? source.root
    const below = unpackedName(out === undefined ? source.below : relative(shared, source.path))
    return {
      source,
      folder,
      stem: join(folder, below.slice(0, -extname(below).length || undefined)),
    }
  })
  const groups = new Map<string, SourceFile[]>()
  for (const { stem, source } of plain) {
    const key = stem.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), source])
  }
  const taken = new Set([...groups].filter(([, { length }]) => length === 1).map(([key]) => key))
  return plain.map(({ source, folder, stem }) => {
    const group = groups.get(stem.toLowerCase()) ?? []
    const other = group.find(member => member !== source)
    if (!other) return { source, folder, target: stem + extension }
    const told = `${stem}_${extname(unpackedName(source.below)).slice(1) || 'plain'}`
    let name = told
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${told}_${number}`
    taken.add(name.toLowerCase())
    return { source, folder, target: name + extension, clash: other.path }
  })
}

/** The deepest folder that holds all of some folders. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? ''
  for (const folder of folders)
    while (!isInside(folder, common) && dirname(common) !== common) common = dirname(common)
  return common
}

function isInside(folder: string, other: string): boolean {
  const path = relative(other, folder)
  return path === '' || !path.startsWith('..')
}
