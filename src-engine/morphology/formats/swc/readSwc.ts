import type { Morphology } from '../../morphology.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import type { DecodedText } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { remarkSwc } from './remarkSwc.ts'
import { orderSwc, type OrderedSwc } from './orderSwc.ts'
import { divideKinds } from './plus/divideKinds.ts'
import { nameArrays } from './plus/nameArrays.ts'
import { PlusHeader } from './plus/plusHeader.ts'
import { scanSwc } from './scanSwc.ts'
import { hasForkLabels, settleTypes } from './settleTypes.ts'
import { traceSwc } from './traceSwc.ts'

/** SWC (Cannon et al. 1998): one point a line, `id type x y z radius parent`. */
export const swcFormat: MorphologyFormat = {
  id: 'swc',
  title: 'SWC',
  extensions: ['.swc', '.eswc'],
  sniff: sniffSwc,
  read: readSwc,
}

/** Reads an SWC file into sections as NEURON's Import3d divides it (SPEC.md, rules S1 to S20). */
function readSwc(input: ReaderInput): Morphology | undefined {
  const { report, options } = input
  const header = new PlusHeader()
  const points = scanSwc(input, header)
  if (points.count === 0 && !report.failed) report.say('swc/no-points', {})
  if (report.failed) return undefined
  const ordered = orderSwc(points, input)
  if (!ordered) return undefined
  const { cable, annotate } = divideKinds(ordered, header, report)
  settleLabels(cable, header, input)
  remarkSwc(cable, input)
  const cell = traceSwc(cable, options.extraRoots, report)
  annotate(cell)
  if (header.isPlus) nameArrays(cell, header)
  header.sayNotKept(report)
  return assembleMorphology(cell, input.name, report)
}

/** Gives forks and ends their types where the file is SWC+ or it is asked for, and says so where they look like labels. */
function settleLabels(cable: OrderedSwc, header: PlusHeader, { options, report }: ReaderInput): void {
  if (header.isPlus || options.forkTypes === 'labels') settleTypes(cable, header.isPlus)
  else if (hasForkLabels(cable)) report.say('swc/fork-labels', {})
}

/** Certain if the first line that is not a comment holds seven numbers. */
function sniffSwc(text: DecodedText): Likelihood {
  const scanner = new TextScanner(text)
  do {
    scanner.skipBlanks()
    if (scanner.atLineEnd() || scanner.bytes[scanner.position] === 35) continue
    for (let column = 0; column < 7; column++) if (Number.isNaN(scanner.number())) return 'no'
    return 'certain'
  } while (scanner.nextLine())
  return 'no'
}
