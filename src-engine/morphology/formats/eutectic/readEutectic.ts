import type { Morphology } from '../../morphology.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { DecodedText } from '../../text/decodeText.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { annotateEutectic } from './annotateEutectic.ts'
import { otherPointTypes, pointKinds } from './pointKinds.ts'
import { scanEutectic, type EutecticPoints } from './scanEutectic.ts'
import { traceEutectic } from './traceEutectic.ts'

/** Eutectic NTS: `number type tag x y z thickness` a line, branches depth first. */
export const eutecticFormat: MorphologyFormat = {
  id: 'eutectic',
  title: 'Eutectic',
  extensions: ['.nts'],
  sniff: sniffEutectic,
  read: readEutectic,
}

/** Reads a Eutectic file into sections as NEURON's Import3d does (SPEC.md, rules E1 to E8). */
function readEutectic(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const table = scanEutectic(input)
  if (table.kinds.length === 0 && !report.failed) report.say('eutectic/no-points', {})
  if (report.failed) return undefined
  remarkTable(table, input)
  const cell = traceEutectic(table, report)
  annotateEutectic(table, cell.annotations)
  return assembleMorphology(cell, input.name, report)
}

function remarkTable(table: EutecticPoints, input: ReaderInput): void {
  const spines = table.types.filter(type => type === 'SB').length
  if (spines > 0) input.report.say('eutectic/spines-not-counted', { count: spines })
  const tags = [...new Set(table.tags)].sort((a, b) => a - b)
  const shown = tags.slice(0, 8).join(', ') + (tags.length > 8 ? ', …' : '')
  input.report.say('eutectic/types-from-tags', { tags: shown })
}

/** Certain if a line among the first thousand is a point of a known type. */
function sniffEutectic(text: DecodedText): Likelihood {
  const scanner = new TextScanner(text)
  do {
    if (Number.isNaN(scanner.number())) continue
    scanner.skipBlanks()
    const start = scanner.position
    while (scanner.bytes[scanner.position]! > 32) scanner.position++
    const type = scanner.slice(start, Math.min(scanner.position, start + 4))
    if (!pointKinds[type] && !otherPointTypes.has(type)) continue
    let columns = 0
    while (columns < 5 && !Number.isNaN(scanner.number())) columns++
    if (columns === 5) return 'certain'
  } while (scanner.line < 1000 && scanner.nextLine())
  return 'no'
}
