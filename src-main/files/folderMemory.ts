import * as v from 'valibot'
import { readJsonFile, writeJsonFile } from './jsonFile.ts'

/**
 * Which folder of .mod files each project watches on this machine. It is kept with the program and not in the project:
 * a project from somebody else must not make this machine read a folder of its choice.
 */
export interface FolderMemory {
  of(project: string): string | undefined
  /** Undefined: none any more. */
  keep(project: string, folder: string | undefined): void
}

const schema = v.record(v.string(), v.string())

/** @param file where it is kept */
export function createFolderMemory(file: string): FolderMemory {
  const read = (): Readonly<Record<string, string>> => {
    const parsed = v.safeParse(schema, readJsonFile(file))
    return parsed.success ? parsed.output : {}
  }
  return {
    of: project => {
      const known = read()
      return Object.hasOwn(known, project) ? known[project] : undefined
    },
    keep: (project, folder) => {
      const others = Object.entries(read()).filter(([path]) => path !== project)
      writeJsonFile(file, Object.fromEntries(folder === undefined ? others : [...others, [project, folder]]))
    },
  }
}
