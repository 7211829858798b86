import { existsSync, readFileSync } from 'node:fs'
import { readArchiveEntry } from '../../src-engine/index.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors } from './output.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
}

/**
 * The bytes of a file that the user named, which may be one in a zip archive: `cells.zip:folder/cell.swc`. A file that
 * cannot be read is the input's fault.
 */
export function readInput(path: string): Uint8Array {
  const entry = entryNamed(path)
  if (!entry) return readFile(path)
  const { value, diagnostics } = readArchiveEntry(entry.archive, readFile(entry.archive), entry.path)
  endOnErrors(diagnostics, path)
  if (!value) throw new CommandEnd(exitCode.input)
  return value
}

/** A colon may stand in a file's own name, and in `C:\`; what exists as a file is one. */
function entryNamed(path: string): { readonly archive: string; readonly path: string } | undefined {
  const [, archive, inner] = /^(.+?\.zip):(.+)$/i.exec(path) ?? []
  return archive !== undefined && inner !== undefined && !existsSync(path)
    ? { archive, path: inner }
    : undefined
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandEnd(
      exitCode.input,
      `${path}: error cli/cannot-read "${path}" cannot be read: ${reasons[code ?? ''] ?? message}.`,
    )
  }
}
