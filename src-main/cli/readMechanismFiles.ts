import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { IncludeReader } from '../engine/includes.ts'
import { decodeText, readModFile } from '../files/modFile.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { readInput } from './readInput.ts'

/** Paths of what lies in folders such as `.git`. */
const hidden = /(^|[\\/])\.[^\\/]+[\\/]/

/** A .mod file that the user named, or one of a folder that the user named. */
export interface MechanismFile {
  /** As the user would write it. */
  readonly path: string
  readonly text: string
  /** Texts that it includes: from its own folder and those below. */
  readonly include: IncludeReader
}

/**
 * The .mod files that a path means: itself, or all that lie in the folder, by name; with `below` those of the folders in
 * it as well, hidden ones left out.
 */
export function readMechanismFiles(
  path: string,
  { below = false }: { readonly below?: boolean } = {},
): readonly MechanismFile[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [readMechanismFile(path)]
  let names: readonly string[]
  try {
    names = readdirSync(path, { recursive: below, encoding: 'utf8' })
      .filter(name => name.toLowerCase().endsWith('.mod') && !hidden.test(name))
      .sort()
  } catch {
    throw new CommandEnd(
      exitCode.input,
      `${path}: error cli/cannot-read "${path}" is not a folder that can be read.`,
    )
  }
  if (names.length === 0)
    throw new CommandEnd(
      exitCode.input,
      `${path}: error cli/no-mod-files There is no .mod file in "${path}".`,
    )
  return names.map(name => readMechanismFile(join(path, name)))
}

/** Reads one .mod file. */
export function readMechanismFile(path: string): MechanismFile {
  const decoded = decodeText(readInput(path))
  if (!decoded)
    throw new CommandEnd(exitCode.input, `${path}: error cli/not-text "${basename(path)}" is not a text.`)
  return { path, text: decoded.text, include: name => readIncluded(dirname(path), name) }
}

function readIncluded(folder: string, name: string): string | undefined {
  const file = readModFile(folder, name)
  return file.kind === 'text' ? file.text : undefined
}
