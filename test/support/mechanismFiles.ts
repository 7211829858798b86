import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const library = resolve(import.meta.dirname, '../../resources/mechanisms')

/** Paths of all .mod files of the mechanism library, sorted. */
export function mechanismFiles(): readonly string[] {
  return readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.mod'))
    .toSorted()
    .map(path => join(library, path))
}
