import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import {
  createSourceText,
  emptyModel,
  type ModelDocument,
  planSweep,
  readMorphology,
  readSweepList,
} from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { loadMechanisms } from '../loadMechanisms.ts'
import { addModelFile, readModelFile } from '../modelFile.ts'
import { endOnErrors, printJson } from '../output.ts'
import { isFirstRank, joinRanks, machineOf } from '../ranks.ts'
import { readInput } from '../readInput.ts'
import { parseCount } from '../simulateOptions.ts'
import { shareSweep } from '../sharedSweep.ts'
import { readState } from '../stateFiles.ts'
import { openSweepFolder } from '../sweepFolder.ts'

interface SweepOptions {
  readonly model: string
  readonly mechanisms?: string
  readonly out: string
  readonly threads: number
  readonly batch?: number
  readonly list?: string
  readonly fromState?: string
  readonly traces?: boolean
  readonly json?: boolean
}

/** `hillock sweep FILE --model MODEL --out FOLDER`: a model with many sets of parameters. */
export function sweepCommand(): Command {
  return new Command('sweep')
    .description('Runs a model with many sets of parameters; killed and started again, it goes on.')
    .argument('<file>', 'the reconstruction (SWC, Neurolucida ASC, Eutectic)')
    .requiredOption('--model <file>', 'the model document as JSON, with its part "sweep"')
    .requiredOption('--out <folder>', 'where results go, a line of results.jsonl for each variant')
    .option('--mechanisms <folder>', 'folder of .mod files to compile')
    .option(
      '--list <file>',
      'variants from a CSV file with a line of names, in place of the model’s own design',
    )
    .option('--from-state <file>', 'let every variant go on from a state that `simulate --save-state` saved')
    .option('--threads <n>', 'native threads', parseCount, availableParallelism())
    .option('--batch <n>', 'variants to run at once; results do not depend on it', parseCount)
    .option('--traces', 'keep every sample, not only what the traces come to')
    .option('--json', 'print how many variants were run as JSON')
    .action(sweep)
}

async function sweep(file: string, options: SweepOptions): Promise<void> {
  const ranks = joinRanks()
  const bytes = readInput(file)
  const read = readMorphology(file, bytes)
  endOnErrors(read.diagnostics, file)
  const modelFile = readModelFile(options.model)
  const said = JSON.stringify(modelFile)
  const catalogue = loadMechanisms(options.mechanisms, name => said.includes(name))
  // Variants are dealt to processes; each is run by one of them.
  const machine = machineOf(undefined)
  if (!read.value) throw new CommandEnd(exitCode.input)
  const document = withList(addModelFile(emptyModel(''), modelFile), options.list)
  if (!document.sweep)
    throw new CommandEnd(
      exitCode.input,
      `${options.model}: error cli/no-sweep the model has no part "sweep", which says what is to be varied; give one, or --list FILE.`,
    )
  const state = options.fromState === undefined ? undefined : readState(options.fromState, document.run)
  const surroundings = { morphology: read.value, catalogue }
  const planned = planSweep(document, document.sweep, surroundings, machine, state)
  endOnErrors(planned.diagnostics, options.model)
  if (!planned.value) throw new CommandEnd(exitCode.input)

  const used = new Set([...document.mechanisms, ...document.pointProcesses].map(use => use.mechanism))
  const made = [...used].sort().map(name => catalogue.get(name)?.fingerprint)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([document, made, options.traces ?? false]))
    .update(bytes)
    .update(state?.bytes ?? '')
    .digest('hex')
  const { table, run } = planned.value
  // Of several processes the first keeps the folder.
  const folder = isFirstRank() ? openSweepFolder(options.out, fingerprint, table) : undefined
  const { sharing, done: before } = shareSweep(ranks, fingerprint, folder?.done ?? new Set())
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    sharing?.cancel()
  }
  process.once('SIGINT', interrupt)
  const count = { variants: table.count, before: before.size, done: before.size, failed: 0 }
  try {
    const { threads, batch, traces } = options
    const running = run({
      machine,
      threads,
      ...(batch === undefined ? {} : { batch }),
      ...(traces === undefined ? {} : { traces }),
      isDone: variant => before.has(variant),
      isCancelled: () => sharing?.cancelled ?? interrupted,
      sharing,
    })
    for await (const results of running) {
      folder?.add(results)
      count.done += results.length
      for (const { variant, failure } of results) {
        if (failure === undefined) continue
        count.failed++
        process.stderr.write(`variant ${variant}: ${failure}\n`)
      }
      if (process.stderr.isTTY) process.stderr.write(`\r${count.done} of ${count.variants} variants`)
    }
  } finally {
    process.off('SIGINT', interrupt)
    folder?.close()
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  if (count.done < count.variants)
    throw new CommandEnd(exitCode.cancelled, 'cancelled: the same command goes on where this one ended')
  if (options.json) printJson(count)
}

/** The model with the variants of a CSV file. */
function withList(document: ModelDocument, list: string | undefined): ModelDocument {
  if (list === undefined) return document
  const source = createSourceText(list, new TextDecoder().decode(readInput(list)))
  const { value, diagnostics } = readSweepList(source, document)
  endOnErrors(diagnostics, list)
  return { ...document, sweep: value }
}
