import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of all fixtures. */
export const fixtureFolder = resolve(import.meta.dirname, '../fixtures')

/** Whether a fixture exists, for `it.skipIf`. */
export function hasFixture(path: string): boolean {
  return existsSync(join(fixtureFolder, path))
}

/** The text of a fixture, e.g. `morphology/c91662.swc`. */
export function readFixture(path: string): string {
  return readFileSync(join(fixtureFolder, path), 'utf8')
}
