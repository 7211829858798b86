import { buildListed } from '../../listed/buildListed.ts'
import { sectionType, type Morphology } from '../../morphology.ts'
import type { DecodedText } from '../../text/decodeText.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { parseSections } from './parseSections.ts'

/**
 * A cell as a list of sections, each with its length and diameter or with 3-D points: what scripts build (README.md).
 * Its numbers count as they stand, in 64 bits.
 */
export const sectionsFormat: MorphologyFormat = {
  id: 'sections',
  title: 'Hillock sections',
  extensions: ['.json'],
  sniff: sniffSections,
  read: readSections,
}

const types: Readonly<Record<string, number>> = {
  soma: sectionType.soma,
  axon: sectionType.axon,
  dend: sectionType.dend,
  apic: sectionType.apic,
}

function readSections(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const sections = parseSections(plainText(input.text, input.text.length), report)
  if (!sections || report.failed) return undefined
  const typed = sections.map(section => ({ ...section, type: types[section.name.replace(/\[.*/, '')] ?? 0 }))
  return buildListed(typed, input.name, sectionsFormat.id)
}

/** The characters of a text; names and numbers are ASCII. */
function plainText({ bytes }: DecodedText, length: number): string {
  const parts: string[] = []
  for (let start = 0; start < length; start += 4096)
    parts.push(String.fromCharCode(...bytes.subarray(start, Math.min(length, start + 4096))))
  return parts.join('')
}

const sniffedBytes = 500

function sniffSections(text: DecodedText): Likelihood {
  const beginning = plainText(text, Math.min(text.length, sniffedBytes))
  return /^\s*\{[^]*"hillock-sections"/.test(beginning) ? 'certain' : 'no'
}
