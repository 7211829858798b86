import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, writeFileSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { RpcError } from '../rpc/errors.ts'

/** Largest text that is compiled [bytes]; the longest published .mod file has a hundredth of it. */
export const largestModFile = 2_000_000

/** Why a file was not read. */
export type ModFileProblem = 'too-large' | 'leads-out' | 'not-a-file' | 'not-text' | 'unreadable'

/** What reading a file of a folder came to. `signature` changes whenever the file is written. */
export type ModFile =
  | { readonly kind: 'text'; readonly text: string; readonly utf8: boolean; readonly signature: string }
  | { readonly kind: 'refused'; readonly problem: ModFileProblem; readonly signature: string }
  | { readonly kind: 'missing' }

/**
 * Reads a text below a folder. Links are followed only where they stay inside; what is no plain file is never opened
 * for reading, so that a pipe cannot hold the host up.
 *
 * @param root the folder, with its own links followed
 * @param name path relative to it
 */
export function readModFile(root: string, name: string): ModFile {
  const refused = (problem: ModFileProblem, signature: string = problem): ModFile => ({
    kind: 'refused',
    problem,
    signature,
  })
  let handle: number | undefined
  try {
    const path = realpathSync(resolve(root, name))
    if (!isBelow(path, root)) return refused('leads-out')
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const stats = fstatSync(handle)
    const { size } = stats
    const signature = `${stats.ino} ${stats.mtimeMs} ${size}`
    if (!stats.isFile()) return refused('not-a-file', signature)
    if (size > largestModFile) return refused('too-large', signature)
    const decoded = decodeText(readWhole(handle, size))
    return decoded ? { kind: 'text', ...decoded, signature } : refused('not-text', signature)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : refused('unreadable')
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

/** At most one byte more than the file had: one that grows meanwhile is read again. */
function readWhole(handle: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  while (at < size) {
    const read = readSync(handle, bytes, at, size - at, at)
    if (read === 0) break
    at += read
  }
  return bytes.subarray(0, at)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const western = new TextDecoder('windows-1252')

/** A text from its bytes: UTF-8, or else Windows' Western European letters; undefined where it is no text. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly utf8: boolean } | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return { text: utf8.decode(bytes), utf8: true }
  } catch {
    return { text: western.decode(bytes), utf8: false }
  }
}

/**
 * Writes a file of a folder anew, in its place, so that links to it and its permissions stay.
 *
 * @param expected what it must hold, as far as the writer knows
 * @returns false where it holds something else; then nothing is written
 * @throws RpcError `mechanisms/cannot-write`
 */
export function overwriteModFile(root: string, name: string, expected: string, text: string): boolean {
  const file = readModFile(root, name)
  if (file.kind !== 'text' || file.text !== expected) return false
  try {
    writeFileSync(realpathSync(resolve(root, name)), text)
    return true
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException
    throw new RpcError('mechanisms/cannot-write', `"${name}" cannot be written: ${message}.`)
  }
}

/** Whether a path lies below a folder; both without links. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
