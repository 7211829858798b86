import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { RpcError } from '../rpc/errors.ts'

/** Which project files a window may name by path. */
export interface ProjectAccess {
  /** Paths given by the window are relative to this folder, and lie inside it or are in `granted`. */
  readonly folder: string
  /** Files that the user has chosen in another way: on the command line, in a dialog, before. */
  granted(): readonly string[]
}

/** Ending of a project file. */
export const projectEnding = '.hillock'

/**
 * The absolute path of a project that a window asked for.
 *
 * @throws RpcError `files/bad-path`, `files/not-permitted`
 */
export function resolveProjectPath(path: string, { folder, granted }: ProjectAccess): string {
  if (path === '' || path.includes('\0') || path !== path.trim()) {
    throw new RpcError('files/bad-path', 'A project needs a name without blanks at either end.')
  }
  const absolute = resolve(folder, path)
  if (!absolute.endsWith(projectEnding) || basename(absolute) === projectEnding) {
    throw new RpcError('files/bad-path', `A project's name ends in "${projectEnding}": "${path}" does not.`)
  }
  const real = realPath(absolute)
  if (granted().some(one => realPath(resolve(one)) === real)) return absolute
  if (isInside(real, realPath(folder))) return absolute
  throw new RpcError(
    'files/not-permitted',
    `"${path}" lies outside the folder of projects "${folder}". Start the program with --project to open it.`,
  )
}

/** The path with every link followed; for a file that is not there yet, its folder's. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  const parent = dirname(path)
  return parent === path ? path : join(realPath(parent), basename(path))
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The first of `Untitled.hillock`, `Untitled 2.hillock` … that is free. */
export function freeProjectPath(folder: string, stem = 'Untitled'): string {
  for (let number = 1; ; number++) {
    const path = join(folder, `${stem}${number === 1 ? '' : ` ${number}`}${projectEnding}`)
    if (!existsSync(path)) return path
  }
}
