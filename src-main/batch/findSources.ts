import { globSync, readdirSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'

/** A file that is to be converted. */
export interface SourceFile {
  readonly path: string
  /** The folder that the user named, or that of the file: what lies below it is mirrored. */
  readonly root: string
  /** Path below `root`. */
  readonly below: string
}

/** What the names on a command line stand for. */
export interface FoundSources {
  readonly files: readonly SourceFile[]
  /** Files in folders whose extension is none of a reconstruction's. */
  readonly passedOver: number
  /** Names that stand for nothing. */
  readonly missing: readonly string[]
}

/** What of a folder counts. */
export interface SourceFilter {
  /** Lower case, with the dot: files in folders need one of these; files that are named do not. */
  readonly extensions: ReadonlySet<string>
  /** Folders that are not searched, such as the one that is written to. */
  readonly without: readonly string[]
}

const isPattern = (name: string) => /[*?[\]{}]/.test(name)

/** Finds the files that names stand for: files, folders with all below them, and patterns such as `cells/*.swc`. */
export function findSources(names: readonly string[], filter: SourceFilter): FoundSources {
  const files = new Map<string, SourceFile>()
  const missing: string[] = []
  let passedOver = 0
  const add = (path: string, root: string) => {
    if (!files.has(path)) files.set(path, { path, root, below: relative(root, path) })
  }
  for (const name of names) {
    const path = resolve(name)
    const state = statSync(path, { throwIfNoEntry: false })
    if (state?.isDirectory()) {
      for (const file of filesBelow(path, filter.without)) {
        if (filter.extensions.has(extname(unpackedName(file)).toLowerCase())) add(file, path)
        else passedOver++
      }
    } else if (state) add(path, dirname(path))
    else {
      const matches = isPattern(name) ? globSync(name).sort() : []
      const matched = matches.map(match => resolve(match)).filter(match => statSync(match).isFile())
      for (const match of matched) add(match, patternRoot(name))
      if (matched.length === 0) missing.push(name)
    }
  }
  return { files: [...files.values()], passedOver, missing }
}

/** The name of what a packed file holds: `cell.swc` of `cell.swc.gz`. */
export function unpackedName(path: string): string {
  return path.replace(/\.gz$/i, '')
}

/** The folder before the first part of a pattern that is one. */
function patternRoot(pattern: string): string {
  const parts = pattern.split(/[/\\]/)
  const first = parts.findIndex(isPattern)
  return resolve(parts.slice(0, first).join(sep) || (pattern.startsWith('/') ? '/' : '.'))
}

/** All files below a folder in order of their names; hidden ones and links to folders are left out. */
function* filesBelow(folder: string, without: readonly string[]): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!without.includes(path)) yield* filesBelow(path, without)
    } else if (entry.isFile() || (entry.isSymbolicLink() && isFile(path))) yield path
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
