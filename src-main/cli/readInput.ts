import { readFileSync } from 'node:fs'
import { CommandEnd, exitCode } from './exitCode.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
}

/** The bytes of a file that the user named. A file that cannot be read is the input's fault. */
export function readInput(path: string): Uint8Array {
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
