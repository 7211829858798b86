import { binaryFormats, morphologyFormats } from './registry.ts'

/** Endings that only reconstructions have; others, as `.txt`, `.hoc` and `.xml`, are anything's. */
const own = new Set(['.swc', '.eswc', '.asc', '.nts', '.eut', '.h5', '.nml', '.nrx'])

/** How surely a file of this name, in an archive, is a reconstruction. */
export function judgeName(name: string): 'certain' | 'possible' | 'no' {
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase()
  if (own.has(ending)) return 'certain'
  return morphologyExtensions().has(ending) ? 'possible' : 'no'
}

/** Endings of files that can be read: lower case, with the dot. */
export function morphologyExtensions(): ReadonlySet<string> {
  return new Set([...morphologyFormats, ...binaryFormats].flatMap(({ extensions }) => extensions))
}
