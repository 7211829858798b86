import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds `resources`: the repository, or the packaged application. */
export function programFolder(): string {
  // Sources lie in src-main/host, bundles in out/main: either way a few folders below.
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'resources')) || !existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The program\'s "resources" folder is missing: install it again.')
    folder = parent
  }
  return folder
}

/** What comes with the program: mechanisms, sample cells, icons, help. */
export function resourcesFolder(): string {
  return join(programFolder(), 'resources')
}

/** The built window, as the web host serves it. */
export function rendererFolder(): string {
  return join(programFolder(), 'out', 'renderer')
}

/**
 * Where the program keeps settings, the list of recent projects, and projects without a folder of their own.
 * `HILLOCK_HOME` names another place.
 */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['HILLOCK_HOME']
  if (chosen) return resolve(chosen)
  const home = homedir()
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Hillock')
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Hillock')
    default:
      return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'hillock')
  }
}

/** Where the program keeps what it can make anew, so that anybody may delete it. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['HILLOCK_HOME']) return join(homeFolder(environment), 'cache')
  const home = homedir()
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Caches', 'Hillock')
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Hillock', 'cache')
    default:
      return join(environment['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'hillock')
  }
}

/** Where projects lie that were made without a dialog. */
export function projectsFolder(home: string): string {
  return join(home, 'projects')
}
