import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  convertNtscable,
  type NtscableConversion,
} from '../../../../../src-engine/morphology/ntscable/convert.ts'
import {
  defaultNtscableOptions,
  type NtscableOptions,
} from '../../../../../src-engine/morphology/ntscable/options.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'

/** Lines of a Eutectic file in its columns, from points written in short: type, x, y, z, thickness. */
export function eutectic(...points: readonly (readonly [string, number, number, number, number])[]): string {
  const rows = points.map(([type, ...numbers], i) => {
    const columns = numbers.map((value, column) => value.toFixed(1).padStart(column === 3 ? 6 : 8))
    return `${String(i + 1).padStart(6)}${type.padStart(5)}    1${columns.join('')}`
  })
  return ` Point  Type  Tag      X       Y       Z  Thick   Name    Attachment\n${rows.join('\n')}\n`
}

/** A soma outline of four points and a neurite with one branch point. */
export const cell = eutectic(
  ['SOS', 5, 0, 0, 0.1],
  ['SCP', 0, 5, 0, 0.1],
  ['SCP', -5, 0, 0, 0.1],
  ['SOE', 0, -5, 0, 0.1],
  ['MTO', 5, 0, 0, 2],
  ['CP', 15, 0, 0, 2],
  ['BP', 25, 0, 0, 2],
  ['SB', 35, 0, 0, 1],
  ['NE', 45, 0, 0, 1],
  ['CP', 25, 10, 0, 1],
  ['NE', 25, 30, 0, 1],
)

/** Bytes of a text. */
export const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Converts a text that must be accepted. */
export function convert(text: string, options: Partial<NtscableOptions> = {}): NtscableConversion {
  const { value, diagnostics } = convertNtscable('cell', bytesOf(text), {
    ...defaultNtscableOptions,
    ...options,
  })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

/** The codes of everything said about a text, each once. */
export function codesOf(text: string, options: Partial<NtscableOptions> = {}): string[] {
  const { diagnostics } = convertNtscable('cell', bytesOf(text), { ...defaultNtscableOptions, ...options })
  return [...new Set(diagnostics.map(({ code }) => code))]
}

/** The text of a fixture. */
export const fixture = (name: string) => readFileSync(join(fixtureFolder, 'morphology', name), 'latin1')
