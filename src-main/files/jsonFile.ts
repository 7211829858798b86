import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The JSON in a small file of the program's own; undefined where there is none that can be read. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

/** Replaces a small file as a whole, so that it is never half written. */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const writing = `${path}.${process.pid}.new`
  writeFileSync(writing, `${JSON.stringify(value, undefined, 2)}\n`, { flush: true })
  renameSync(writing, path)
}
