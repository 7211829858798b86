import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A .mod file that comes with the program. */
export interface LibraryFile {
  readonly fileName: string
  readonly path: string
}

/** The families of the library, in the order in which their mechanisms run. */
const families = ['builtin', 'channels', 'receptors', 'point', 'ions', 'artificial'] as const

/**
 * The mechanisms that come with the program, family by family, always in the same order: that is the order in which
 * they run.
 *
 * @param resourcesDir the folder that holds `mechanisms/FAMILY/*.mod`
 */
export function libraryMechanisms(resourcesDir: string): readonly LibraryFile[] {
  return families.flatMap(family => {
    const folder = join(resourcesDir, 'mechanisms', family)
    return readdirSync(folder)
      .filter(name => name.toLowerCase().endsWith('.mod'))
      .sort()
      .map(fileName => ({ fileName, path: join(folder, fileName) }))
  })
}
