import { resolve } from 'node:path'
import { projectEnding } from '../files/access.ts'

/** The project that the program was asked to open: the first argument that names one, from the caller's folder. */
export function projectArgument(parameters: readonly string[], folder: string): string | undefined {
  const named = parameters.slice(1).find(one => !one.startsWith('-') && one.endsWith(projectEnding))
  return named === undefined ? undefined : resolve(folder, named)
}
