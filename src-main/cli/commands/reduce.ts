import { Command } from 'commander'
import {
  type Checked,
  defaultErrorRequest,
  measureFull,
  passiveOfModel,
  readSettings,
  recommend,
  reduceModel,
  reduceMorphology,
  reductionErrors,
  withAssumedLeak,
} from '../../../src-engine/index.ts'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import { hashOf } from '../../library/morphologies.ts'
import { ModelError } from '../../library/modelError.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { endOnErrors, printDiagnostics, printJson, printTable } from '../output.ts'
import { readInput } from '../readInput.ts'
import {
  type CellToReduce,
  cellToReduce,
  reconstructionBytes,
  savedModelText,
  sectionsText,
} from '../reducedFiles.ts'
import { addReductionOptions, givenCable, givenSettings, type ReduceOptions } from '../reduceOptions.ts'
import { plainOutcome, reductionRemarks, reductionRows, type ReductionOutcome } from '../reduceOutput.ts'
import { writeWhole, writeWholeBytes } from '../writeTraces.ts'

/** `hillock reduce FILE --method METHOD`: a smaller cell in place of a reconstructed one, and how far off it is. */
export function reduceCommand(): Command {
  const command = new Command('reduce')
    .description(
      'Makes a cell of few cables out of a reconstructed one, or of that of a saved model, and says how far off it is.',
    )
    .argument('<file>', 'the reconstruction, or a model of one cell that a script has saved as JSON')
  return addReductionOptions(command)
    .option('--mechanisms <folder>', 'folder of .mod files to compile')
    .option('--recommend', 'try how far the method can go, and take the smallest cell within the tolerances')
    .option(
      '--out <file>',
      'the reduced cell; .json is a whole model with its factors, other extensions are reconstructions',
    )
    .option('--report <file>', 'all numbers as JSON: cables, factors, mapping of every section, errors')
    .option('--json', 'print the report as JSON')
    .action(reduce)
}

async function reduce(file: string, options: ReduceOptions, command: Command): Promise<void> {
  let cell: CellToReduce
  try {
    cell = cellToReduce(file, readInput(file), givenCable(command), options.mechanisms)
  } catch (error) {
    if (error instanceof ModelError) endOnErrors(error.diagnostics, file)
    throw error
  }
  const outcome = reduceCell(file, cell, options, command)
  const { reduced, model } = outcome
  if (options.out?.toLowerCase().endsWith('.json'))
    writeWhole(options.out, [
      savedModelText(model.document, sectionsText(reduced.morphology), cell.mechanisms),
    ])
  else if (options.out !== undefined)
    writeWholeBytes(options.out, await reconstructionBytes(reduced, options.out))
  if (options.report !== undefined)
    writeWhole(options.report, [`${JSON.stringify(plainOutcome(outcome), undefined, 2)}\n`])
  if (options.json) printJson(plainOutcome(outcome))
  else {
    printTable(reductionRows(outcome))
    for (const remark of reductionRemarks(outcome)) process.stdout.write(`${remark}\n`)
  }
}

function reduceCell(
  file: string,
  { morphology, document, catalogue }: CellToReduce,
  options: ReduceOptions,
  command: Command,
): ReductionOutcome {
  const said: Diagnostic[] = []
  const need = <T>({ value, diagnostics }: Checked<T>): T => {
    said.push(...diagnostics)
    if (value !== undefined) return value
    endOnErrors(diagnostics, file)
    throw new CommandEnd(exitCode.input)
  }
  const { rmOhmCm2 } = givenCable(command)
  const passive = need(withAssumedLeak(passiveOfModel(document, morphology, catalogue), morphology, rmOhmCm2))
  const request = { ...defaultErrorRequest(morphology, passive), now: () => performance.now() }
  const given = givenSettings(command)
  need(readSettings(options.method, given))
  const recommendation = options.recommend
    ? need(recommend(morphology, passive, options.method, request, { fixed: given }))
    : undefined
  const settings = recommendation?.recommended.settings ?? given
  const reduced = need(reduceMorphology(morphology, passive, need(readSettings(options.method, settings))))
  const errors = need(reductionErrors(need(measureFull(morphology, passive, request)), reduced))
  const reducedId = hashOf(Buffer.from(sectionsText(reduced.morphology)))
  const model = need(reduceModel(document, { morphology, reduced, reducedId }, catalogue))
  printDiagnostics(said, file)
  return { morphology, reduced, model, errors, recommendation, diagnostics: said }
}
