import { Command } from 'commander'
import {
  createSourceText,
  fitModel,
  hasErrors,
  type Machine,
  planRuns,
  readDataTable,
  renderWithFrame,
  type Solution,
  solveModel,
} from '../../../src-engine/index.ts'
import type { CompiledMechanism } from '../../../src-engine/kernel/compiledMechanism.ts'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import { compileText } from '../../engine/compileText.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { endOnErrors, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import { readMechanismFile } from '../readMechanismFiles.ts'
import { parseCount, parseNumber, parsePositive } from '../simulateOptions.ts'
import { parseNames, parseValue, type SolveOptions } from '../solveOptions.ts'
import { plainFit, printFit } from '../fitOutput.ts'
import { csvOf, plainSolutions, printSolution } from '../solveOutput.ts'
import { writeWhole } from '../writeTraces.ts'

/** `hillock solve FILE.mod`: equations written in NMODL, run as a model of their own. */
export function solveCommand(): Command {
  return new Command('solve')
    .description('Solves the equations of a .mod file that is a model of its own, without a membrane.')
    .argument('<file>', 'the .mod file, without NEURON block')
    .option('--from <t>', 'where time begins, in the model’s unit', parseNumber)
    .option('--until <t>', 'where it ends; the file’s INDEPENDENT where left out', parseNumber)
    .option('--dt <step>', 'time step', parsePositive)
    .option(
      '--set <name=value>',
      'a parameter; one that is stepped is not stepped then; repeatable',
      parseValue,
      {},
    )
    .option('--record <names>', 'variables, e.g. a,b,x[3]; every STATE where left out', parseNames, [])
    .option('--every <n>', 'keep every so many steps', parseCount, 1)
    .option('--fit <file>', 'find parameters: a table (CSV) of measured values with a column t')
    .option('--vary <names>', 'the parameters that --fit is to find, e.g. k,x0', parseNames, [])
    .option('--csv <file>', 'write the table to a file')
    .option('--json', 'print one JSON object')
    .action(solve)
}

async function solve(file: string, options: SolveOptions): Promise<void> {
  const mechanism = compile(file)
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  if (options.fit !== undefined) return fit(file, mechanism, machine, { ...options, fit: options.fit })
  if (options.vary.length > 0)
    throw new CommandEnd(exitCode.usage, 'error: --vary needs --fit, the data to vary parameters for.')
  const plan = planRuns(mechanism, {
    from: options.from,
    until: options.until,
    dt: options.dt,
    parameters: options.set,
    record: options.record,
  })
  endOnErrors(plan.diagnostics, file)
  if (!plan.value) throw new CommandEnd(exitCode.input)
  const { stepped, runs, stretch } = plan.value
  const solutions: Solution[] = []
  for (const values of runs) {
    const set = Object.fromEntries(stepped.map(({ name }, index) => [name, values[index] ?? NaN]))
    const solved = await solveModel(mechanism, plan.value, {
      machine,
      parameters: { ...options.set, ...set },
      every: options.every,
    })
    endOnErrors(solved.diagnostics, file)
    if (solved.value) solutions.push(solved.value)
  }
  if (options.csv) writeWhole(options.csv, csvOf(plan.value, solutions))
  if (options.json) printJson(plainSolutions(mechanism.name, plan.value, solutions))
  else if (!options.csv) {
    if (!stretch) printSolution(plan.value, solutions)
    else for (const part of csvOf(plan.value, solutions)) process.stdout.write(part)
  }
}

/** Finds parameters from measured values and tells them. */
async function fit(
  file: string,
  mechanism: CompiledMechanism,
  machine: Machine,
  options: SolveOptions & { readonly fit: string },
): Promise<void> {
  const { from, until, dt, set, vary, record, csv, every, json, fit: dataFile } = options
  if (record.length > 0 || csv !== undefined || every !== 1)
    throw new CommandEnd(
      exitCode.usage,
      'error: --fit compares the columns of its table; --record, --csv and --every have no use there.',
    )
  const data = readDataTable(createSourceText(dataFile, new TextDecoder().decode(readInput(dataFile))))
  endOnErrors(data.diagnostics, dataFile)
  if (!data.value) throw new CommandEnd(exitCode.input)
  const found = await fitModel(
    mechanism,
    { from, until, dt, parameters: set, vary, data: data.value },
    machine,
  )
  endOnErrors(found.diagnostics, file)
  if (!found.value) throw new CommandEnd(exitCode.input)
  if (json) printJson(plainFit(mechanism.name, found.value))
  else printFit(found.value)
}

/** The mechanism of a file, with what there is to say about the text shown in its lines. */
function compile(file: string): CompiledMechanism {
  const { path, text, include } = readMechanismFile(file)
  const source = createSourceText(path, text)
  const { value, diagnostics } = compileText(source, include, { units: false })
  for (const diagnostic of diagnostics) process.stderr.write(`${renderWithFrame(diagnostic, source)}\n\n`)
  if (!value || hasErrors(diagnostics)) throw new CommandEnd(exitCode.input)
  return value
}
