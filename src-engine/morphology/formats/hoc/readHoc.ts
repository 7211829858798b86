import { buildListed } from '../../listed/buildListed.ts'
import type { Morphology } from '../../morphology.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { HocRefusal } from './hocRefusal.ts'
import { lexHoc } from './lexHoc.ts'
import { listCable } from './listCable.ts'
import { listHoc } from './listHoc.ts'
import { runHoc, type HocRun } from './runHoc.ts'

/** NEURON hoc that does no more than describe a cell, and CABLE programs (Hines 1989) of the same kind. */
export const hocFormat: MorphologyFormat = {
  id: 'hoc',
  title: 'NEURON hoc',
  extensions: ['.hoc', '.nrn', '.geo'],
  sniff: sniffHoc,
  read: readHoc,
}

/** Reads a hoc file (SPEC.md, rules T40 to T46). */
function readHoc(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const run = runProgram(input)
  if (!run) return undefined
  for (const [what, line] of run.leftOut) report.say('hoc/not-kept', { what }, { line })
  if (run.ranProcedure !== undefined) report.say('hoc/procedure-run', { name: run.ranProcedure })
  const { cell } = run
  const isCable = cell.cables.length > 0 && cell.sections.length === 0
  const sections = isCable ? listCable(cell, run.segment, report) : listHoc(cell.sections, report)
  if (sections?.length === 0) report.say('morphology/no-sections', {})
  if (!sections || report.failed) return undefined
  return buildListed(sections, input.name, isCable ? 'cable' : hocFormat.id)
}

function runProgram({ text, report }: ReaderInput): HocRun | undefined {
  try {
    return runHoc(lexHoc(text))
  } catch (error) {
    if (!(error instanceof HocRefusal)) throw error
    report.say('hoc/more-than-geometry', { what: error.message, line: error.line }, { line: error.line })
    return undefined
  }
}

const sniffedBytes = 60000
const signs = /^\s*\{?\s*create\s+[A-Za-z_]|^\s*(\w+(\[\d+\])?\s*\{\s*)?pt3d(clear|add)\s*\(|^\s*fcbs\s*\(/m

function sniffHoc(text: DecodedText): Likelihood {
  return signs.test(textBetween(text, 0, sniffedBytes)) ? 'certain' : 'no'
}
