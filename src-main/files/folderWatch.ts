import { readdirSync, realpathSync, statSync, watch, type FSWatcher } from 'node:fs'
import { isAbsolute } from 'node:path'
import { RpcError } from '../rpc/errors.ts'
import type { Log } from '../host/log.ts'
import { readModFile, type ModFile } from './modFile.ts'

/** How long a file must keep still before it is read [ms]: editors write in several goes. */
const stillMs = 4
/** A file that is written without a pause is read after this at the latest [ms]. */
const longestWaitMs = 25
/** A file that is gone may be about to be replaced: it counts as gone after this [ms]. */
const goneAfterMs = 120
/** How often everything is looked at, for changes that the system did not tell of [ms]. */
const lookMs = 2000
/** More files than this are not one person's channels. */
const mostFiles = 2000

/** What changed in a folder, by file name; `missing` once it is certain. */
export type FolderChange = ReadonlyMap<string, ModFile>

/** A folder of .mod files that is being watched. */
export interface FolderWatch {
  /** The folder, with links followed. */
  readonly path: string
  /** A text of the folder that a .mod file includes; from then on it is watched as well. */
  include(name: string): string | undefined
  close(): void
}

/** Who is told. */
export interface FolderListener {
  /** First everything that there is, then what changes. */
  onChange(change: FolderChange): void
  /** The folder cannot be read any more, or can be again (undefined). */
  onProblem(problem: 'gone' | 'too-many' | undefined): void
}

/**
 * Watches the .mod files directly in a folder.
 *
 * Saving by rename, in several writes, or by deleting and writing anew all come out as one change with the last text.
 * The system's own notices are quick but not certain, so everything is also looked at every two seconds.
 *
 * @throws RpcError `mechanisms/no-such-folder`
 */
export function watchFolder(given: string, { onChange, onProblem }: FolderListener, log: Log): FolderWatch {
  const path = folderAt(given)
  const known = new Map<string, string>()
  const included = new Set<string>()
  const waiting = new Set<string>()
  const missing = new Map<string, number>()
  let problem: 'gone' | 'too-many' | undefined
  let timer: NodeJS.Timeout | undefined
  let waitingSince = 0
  let watcher: FSWatcher | undefined
  let closed = false

  const matters = (name: string): boolean => name.toLowerCase().endsWith('.mod') || included.has(name)

  /** Reads these files and tells of those that are no longer as they were. */
  const look = (names: Iterable<string>): void => {
    const change = new Map<string, ModFile>()
    for (const name of names) {
      const file = readModFile(path, name)
      if (file.kind !== 'missing') {
        missing.delete(name)
        if (known.get(name) === file.signature) continue
        known.set(name, file.signature)
        change.set(name, file)
      } else if (known.has(name)) {
        const since = missing.get(name) ?? performance.now()
        missing.set(name, since)
        if (performance.now() - since < goneAfterMs) {
          setTimeout(() => !closed && look([name]), goneAfterMs + 1 - (performance.now() - since))
        } else {
          missing.delete(name)
          known.delete(name)
          change.set(name, file)
        }
      }
    }
    if (change.size > 0) onChange(change)
  }

  const setProblem = (next: typeof problem): void => {
    if (next === problem) return
    problem = next
    onProblem(problem)
  }

  const lookAtAll = (): void => {
    let names: readonly string[]
    try {
      names = readdirSync(path).filter(matters).sort()
    } catch {
      setProblem('gone')
      return
    }
    setProblem(names.length > mostFiles ? 'too-many' : undefined)
    look(new Set([...names.slice(0, mostFiles), ...included, ...known.keys()]))
    if (!watcher) listen()
  }

  const settle = (): void => {
    timer = undefined
    const names = [...waiting]
    waiting.clear()
    look(names)
  }

  const hear = (_event: string, name: string | null): void => {
    if (name === null) {
      lookAtAll()
      return
    }
    if (!matters(name)) return
    // Told of: what it was like before says nothing, since clocks of file systems are coarse.
    if (known.has(name)) known.set(name, '')
    const now = performance.now()
    if (waiting.size === 0) waitingSince = now
    waiting.add(name)
    clearTimeout(timer)
    timer = setTimeout(settle, Math.max(0, Math.min(stillMs, waitingSince + longestWaitMs - now)))
  }

  const listen = (): void => {
    try {
      watcher = watch(path, { persistent: false }, hear)
      watcher.on('error', () => {
        watcher?.close()
        watcher = undefined
      })
    } catch (error) {
      log(`"${path}" is looked at every ${lookMs / 1000} s: the system tells of no changes there`, error)
    }
  }

  listen()
  lookAtAll()
  const looking = setInterval(lookAtAll, lookMs).unref()
  return {
    path,
    include: name => {
      if (isAbsolute(name)) return undefined
      const file = readModFile(path, name)
      included.add(name)
      known.set(name, file.kind === 'missing' ? '' : file.signature)
      return file.kind === 'text' ? file.text : undefined
    },
    close: () => {
      closed = true
      watcher?.close()
      clearTimeout(timer)
      clearInterval(looking)
    },
  }
}

function folderAt(given: string): string {
  const refuse = () =>
    new RpcError('mechanisms/no-such-folder', `"${given}" is not a folder that can be read.`)
  // A path to another machine would make this one speak with it.
  if (given.includes('\0') || !isAbsolute(given) || /^[\\/]{2}/.test(given)) throw refuse()
  try {
    const path = realpathSync(given)
    if (!statSync(path).isDirectory()) throw refuse()
    readdirSync(path)
    return path
  } catch {
    throw refuse()
  }
}
