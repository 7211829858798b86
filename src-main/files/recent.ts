import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { projectEnding } from './access.ts'
import { readJsonFile, writeJsonFile } from './jsonFile.ts'

/** A project that was opened before. */
export interface RecentProject {
  readonly name: string
  readonly path: string
  readonly openedAt: string
}

/** The projects that were opened before, and those in the folder of projects, newest first. */
export interface RecentProjects {
  list(): readonly RecentProject[]
  /** Paths that were opened before, newest first, whether or not they still exist. */
  opened(): readonly string[]
  note(path: string): void
}

const mostListed = 30
const schema = v.array(v.object({ path: v.string(), openedAt: v.string() }))

/** @param file where the list is kept */
export function createRecentProjects(file: string, folder: string, now: () => Date): RecentProjects {
  const read = () => {
    const parsed = v.safeParse(schema, readJsonFile(file))
    return parsed.success ? parsed.output : []
  }
  const inFolder = () =>
    readdirSync(folder)
      .filter(name => name.endsWith(projectEnding))
      .map(name => join(folder, name))
      .map(path => ({ path, openedAt: statSync(path).mtime.toISOString() }))
  return {
    list: () => {
      const opened = read().filter(({ path }) => existsSync(path))
      const known = new Set(opened.map(({ path }) => path))
      return [...opened, ...inFolder().filter(({ path }) => !known.has(path))]
        .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
        .map(({ path, openedAt }) => ({ name: basename(path, projectEnding), path, openedAt }))
    },
    opened: () => read().map(({ path }) => path),
    note: path => {
      const others = read().filter(one => one.path !== path)
      writeJsonFile(file, [{ path, openedAt: now().toISOString() }, ...others].slice(0, mostListed))
    },
  }
}
