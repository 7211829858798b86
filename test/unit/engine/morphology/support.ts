import { ImportReport } from '../../../../src-engine/morphology/importReport.ts'
import { defaultReadOptions, readMorphology } from '../../../../src-engine/morphology/readMorphology.ts'
import { decodeText } from '../../../../src-engine/morphology/text/decodeText.ts'
import type { ReaderInput, ReadOptions } from '../../../../src-engine/morphology/formats/format.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Reads a cell that must be accepted. */
export function readCell(text: string, name = 'cell.swc', options: ReadOptions = {}): Morphology {
  const { value, diagnostics } = readMorphology(name, bytesOf(text), options)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

/** The codes of everything said about a text, each once. */
export function codesOf(text: string | Uint8Array, name = 'cell.swc', options: ReadOptions = {}): string[] {
  const bytes = typeof text === 'string' ? bytesOf(text) : text
  return [...new Set(readMorphology(name, bytes, options).diagnostics.map(({ code }) => code))]
}

/** What a scanner is handed for a text. */
export function inputOf(text: string | Uint8Array, options: ReadOptions = {}): ReaderInput {
  const decoded = decodeText(typeof text === 'string' ? bytesOf(text) : text)
  if (!decoded) throw new Error('not a text')
  const report = new ImportReport('cell')
  return { name: 'cell', text: decoded, options: { ...defaultReadOptions, ...options }, report }
}

/** The codes that a scanner says about a text, each once. */
export function codesOfScan(
  scan: (input: ReaderInput) => unknown,
  text: string | Uint8Array,
  options: ReadOptions = {},
): string[] {
  const input = inputOf(text, options)
  scan(input)
  return [...new Set(input.report.diagnostics().map(({ code }) => code))]
}

/** A section in short: name, parent, place on it, and its samples as [x, y, z, diameter]. */
export function sectionOf(morphology: Morphology, name: string) {
  const { sections, samples } = morphology
  const section = sections.name.indexOf(name)
  const points: number[][] = []
  for (let i = sections.firstSample[section] ?? 0; i < (sections.firstSample[section + 1] ?? 0); i++) {
    points.push([samples.x[i], samples.y[i], samples.z[i], samples.diameter[i]].map(value => value ?? NaN))
  }
  const parent = sections.parent[section] ?? -1
  return {
    parent: parent < 0 ? null : (sections.name[parent] ?? ''),
    parentX: sections.parentX[section],
    wired: sections.wire[section] === 1,
    points,
  }
}
