import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where an addon lies: beside the bundle, which may be in out/main or deeper, or in the source tree.
 *
 * @param name of its file
 */
export function findAddon(name: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let up = 0; up < 5; up++) {
    for (const below of ['native', 'out/native']) {
      // A packed application cannot load code from its archive; the packer leaves a copy beside it.
      const path = resolve(folder, below, name).replace(/app\.asar([\\/])/, 'app.asar.unpacked$1')
      if (existsSync(path)) return path
    }
    folder = dirname(folder)
  }
  return undefined
}
