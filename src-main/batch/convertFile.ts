import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { diagnose, type FactsOf } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { ConversionResult, ConversionTask } from './conversion.ts'
import { convertMessages } from './diagnostics.ts'
import { makeFile } from './makeFile.ts'

type Messages = typeof convertMessages

/** Converts one file. It never throws: whatever goes wrong is the result. */
export async function convertFile(task: ConversionTask): Promise<ConversionResult> {
  try {
    return await convert(task)
  } catch (error) {
    return faultOf(error)
  }
}

/** The result of a file at which the program itself failed. */
export function faultOf(error: unknown): ConversionResult {
  return failed('convert/fault', { what: error instanceof Error ? error.message : String(error) })
}

async function convert(task: ConversionTask): Promise<ConversionResult> {
  const { source, target, options, known, force } = task
  const bytes = attempt(() => readFileSync(source))
  if ('why' in bytes) return failed('convert/cannot-read', { path: source, why: bytes.why })
  const hash = createHash('sha256').update(bytes.value).digest('hex')
  const there = stateOf(target)
  const isAsLeft = there !== undefined && there.size === known?.size && there.modifiedMs === known.modifiedMs
  if (isAsLeft && known?.hash === hash && !force) return { outcome: 'unchanged', diagnostics: [] }
  if (resolve(source) === resolve(target)) return failed('convert/same-file', { path: target })
  const made = await makeFile(basename(source), bytes.value, options)
  const { diagnostics, cell, report } = made
  if (!made.bytes || !cell) return { outcome: 'failed', diagnostics }
  if (there && !isAsLeft && !force && !holds(target, made.bytes))
    return failed('convert/target-exists', { path: target })
  const contents = made.bytes
  const saved = attempt(() => writeWhole(target, contents))
  if ('why' in saved) return failed('convert/cannot-write', { path: target, why: saved.why })
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  return {
    outcome: 'converted',
    cell: { ...cell, warnings },
    ...(report ? { report } : {}),
    written: { hash, ...saved.value },
    diagnostics,
  }
}

function failed<Code extends keyof Messages & string>(
  code: Code,
  facts: FactsOf<Messages[Code]>,
): ConversionResult {
  return { outcome: 'failed', diagnostics: [diagnose(convertMessages, code, facts)] }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is missing',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
}

/** What the file system answers, or why it refuses; other errors are ours and go on. */
function attempt<T>(act: () => T): { readonly value: T } | { readonly why: string } {
  try {
    return { value: act() }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { why: reasons[code] ?? message }
  }
}

function stateOf(path: string): { size: number; modifiedMs: number } | undefined {
  const state = statSync(path, { throwIfNoEntry: false })
  return state && { size: state.size, modifiedMs: state.mtimeMs }
}

function holds(path: string, bytes: Uint8Array): boolean {
  const there = attempt(() => readFileSync(path))
  return 'value' in there && there.value.equals(bytes)
}

/** The file appears under its name only when it is whole. */
function writeWhole(path: string, bytes: Uint8Array): { size: number; modifiedMs: number } {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.part`
  try {
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  return stateOf(path) ?? { size: bytes.length, modifiedMs: 0 }
}
