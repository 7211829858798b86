import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** The command line, as Node runs it. */
export const cli = join(root, 'src-main/cli/main.ts')

/** Whether there is an engine to simulate with. */
export const hasEngine = existsSync(join(root, 'out/native/hillock_engine.node'))

/** Runs a command to its end. */
export function hillock(...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...parameters], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** A folder for the files of one spec, gone when that has ended. */
export function scratchFolder(name: string) {
  const path = mkdtempSync(join(tmpdir(), `hillock-${name}-`))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    /** Writes a file and gives its path. */
    file: (fileName: string, text: string): string => {
      const written = join(path, fileName)
      writeFileSync(written, text)
      return written
    },
  }
}
