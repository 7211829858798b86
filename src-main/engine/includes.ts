import { posix } from 'node:path'

/** Gives the text of a file that a .mod file includes, by its path from the .mod file's folder. */
export type IncludeReader = (path: string) => string | undefined

/** Included texts by path; undefined where there was none. */
export type Includes = ReadonlyMap<string, string | undefined>

/** A reader that remembers what it was asked for. */
export interface RecordingReader {
  /** What the compiler calls: the name as written, and the name of the text in which it stands. */
  read(name: string, from: string): string | undefined
  readonly asked: Includes
}

/** @param file name of the .mod file itself, with the folder where it has one */
export function recordIncludes(file: string, reader: IncludeReader): RecordingReader {
  const asked = new Map<string, string | undefined>()
  const folder = posix.dirname(slashes(file))
  return {
    asked,
    read: (name, from) => {
      const path = includedPath(name, posix.relative(folder, posix.dirname(slashes(from))))
      const text = path === undefined ? undefined : reader(path)
      if (path !== undefined) asked.set(path, text)
      return text
    },
  }
}

const slashes = (path: string): string => path.replaceAll('\\', '/')

/** The path of an included file from the .mod file's folder; undefined where it leads out of that. */
function includedPath(name: string, from: string): string | undefined {
  const path = posix.normalize(posix.join(from, slashes(name)))
  return /^(?:[\\/]|[A-Za-z]:)/.test(name) || path.startsWith('..') ? undefined : path
}

/** Whether a reader gives the same texts as before. */
export function givesTheSame(before: Includes, reader: IncludeReader): boolean {
  for (const [path, text] of before) if (reader(path) !== text) return false
  return true
}

/** The included texts that there were, as plain JSON: a project keeps them with the mechanism. */
export function storedIncludes(asked: Includes): Readonly<Record<string, string>> | undefined {
  const found = [...asked].filter((one): one is [string, string] => one[1] !== undefined)
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
