import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { ConvertedCell, WrittenFile } from './conversion.ts'

/** What the journal of an output folder says of one source. */
export interface JournalEntry extends WrittenFile {
  readonly source: string
  readonly target: string
  /** The options that it was converted with, as text. */
  readonly options: string
  readonly cell: ConvertedCell
}

/** Lies in the output folder. */
export const journalName = '.hillock-convert.jsonl'

/**
 * What has been converted into a folder: a line of JSON for each file as soon as it is done, so that a run that was
 * stopped, however, goes on where it ended. The last line of a source counts.
 */
export class Journal {
  readonly #path: string
  readonly #entries = new Map<string, JournalEntry>()
  #file: number | undefined

  constructor(folder: string) {
    this.#path = join(folder, journalName)
    if (!existsSync(this.#path)) return
    const lines = readFileSync(this.#path, 'utf8').split('\n')
    for (const line of lines) {
      const entry = parseEntry(line)
      if (entry) this.#entries.set(entry.source, entry)
    }
    // Older lines of the same sources are left behind; a line that was cut off must not run into the next.
    const complete = lines.pop() === ''
    if (lines.length > 2 * this.#entries.size || !complete) this.#compact()
  }

  /** What an earlier run wrote out of a source, with these options, to this target. */
  find(source: string, target: string, options: string): JournalEntry | undefined {
    const entry = this.#entries.get(source)
    return entry?.target === target && entry.options === options ? entry : undefined
  }

  /** The files that earlier runs have written: no inputs of the next. */
  targets(): ReadonlySet<string> {
    return new Set([...this.#entries.values()].map(({ target }) => target))
  }

  /** Keeps the entry at once. */
  add(entry: JournalEntry, folder: string): void {
    this.#entries.set(entry.source, entry)
    if (this.#file === undefined) {
      mkdirSync(folder, { recursive: true })
      this.#file = openSync(this.#path, 'a')
    }
    writeSync(this.#file, `${JSON.stringify(entry)}\n`)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #compact(): void {
    const unfinished = `${this.#path}.part`
    writeFileSync(unfinished, [...this.#entries.values()].map(entry => `${JSON.stringify(entry)}\n`).join(''))
    renameSync(unfinished, this.#path)
  }
}

/** The entry in a line; undefined where a run was stopped in the middle of it, or somebody else wrote it. */
function parseEntry(line: string): JournalEntry | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  const { source, target, options, hash, cell, size, modifiedMs } = (value ?? {}) as Partial<JournalEntry>
  const texts = [source, target, options, hash]
  const isWhole = texts.every(text => typeof text === 'string') && typeof cell === 'object' && cell !== null
  return isWhole && typeof size === 'number' && typeof modifiedMs === 'number'
    ? (value as JournalEntry)
    : undefined
}
