import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import {
  hasErrors,
  prepareRun,
  printedMessages,
  printedText,
  readMorphology,
  startRun,
  withMedia,
} from '../../../src-engine/index.ts'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import type {
  ChangedSeries,
  PrintedLine,
  RunHandle,
  RunSlice,
} from '../../../src-engine/simulation/runHandle.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { loadMechanisms } from '../loadMechanisms.ts'
import { addModelFile, readModelFile } from '../modelFile.ts'
import { addModelOptions } from '../modelOptions.ts'
import { modelFromOptions } from '../modelFromOptions.ts'
import { endOnErrors, printDiagnostics, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import * as parse from '../simulateOptions.ts'
import type { SimulateOptions } from '../simulateOptions.ts'
import { verifyModel } from '../verify.ts'
import { writeTraces } from '../writeTraces.ts'

/** `hillock simulate FILE`: channels, a stimulus, a run, traces in a file. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .description('Runs a reconstructed cell with channels and stimuli and writes what was recorded.')
    .argument('<file>', 'the reconstruction (SWC, Neurolucida ASC, Eutectic)')
  return addModelOptions(command)
    .option('--tstop <ms>', 'time to simulate [ms]', parse.parsePositive, 5)
    .addOption(
      new Option('--method <method>', 'implicit scheme')
        .choices(['backward-euler', 'crank-nicolson', 'crank-nicolson-corrected'])
        .default('backward-euler'),
    )
    .option(
      '--adaptive <tolerance>',
      'steps as long as this absolute tolerance allows; every step is written',
      parse.parsePositive,
    )
    .option(
      '--iclamp <place,delay,dur,amp>',
      'current clamp, e.g. "soma[0](0.5),5,50,0.3" [ms, ms, nA]',
      parse.collect(parse.parseCurrentClamp),
      [],
    )
    .option(
      '--record <place.variable>',
      'record a variable, e.g. "soma[0](0.5).v"',
      parse.collect(parse.parseRecording),
      [],
    )
    .option(
      '--spikes <place,threshold>',
      'record spike times, e.g. "soma[0](0.5),10" [mV]',
      parse.collect(parse.parseSpikes),
      [],
    )
    .option(
      '--verify',
      'first run it at 1, 2 and 3 threads and with every kind of lanes, and demand equal bits',
    )
    .option('--threads <n>', 'native threads', parse.parseCount, availableParallelism())
    .requiredOption('--out <file>', 'where to write the traces: FILE.json or FILE.csv')
    .option('--json', 'print the run’s figures as JSON')
    .action(simulate)
}

async function simulate(file: string, options: SimulateOptions): Promise<void> {
  if (!/\.(json|csv)$/i.test(options.out))
    throw new CommandEnd(
      exitCode.usage,
      `error: --out must end in .json or .csv, and "${options.out}" does not.`,
    )
  const read = readMorphology(file, readInput(file))
  endOnErrors(read.diagnostics, file)
  const modelFile = options.model ? readModelFile(options.model) : {}
  // --iclamp names no mechanism.
  const said = JSON.stringify([options, modelFile, 'IClamp'])
  const catalogue = loadMechanisms(options.mechanisms, name => said.includes(name))
  const document = addModelFile(
    modelFromOptions(options, name => catalogue.get(name)),
    modelFile,
  )
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  if (!read.value) throw new CommandEnd(exitCode.input)
  const surroundings = { morphology: read.value, catalogue }
  const prepared = prepareRun(document, surroundings, { threads: options.threads, machine })
  endOnErrors(prepared.diagnostics, file)
  if (!prepared.value) throw new CommandEnd(exitCode.input)

  if (options.verify) {
    const ways = await verifyModel((other, threads) => {
      const { value } = prepareRun(document, surroundings, { threads, machine: other })
      if (!value) throw new CommandEnd(exitCode.input)
      return value
    }, file)
    process.stderr.write(`verified: ${ways} ways to run it, equal bits\n`)
  }
  const { slices, series, seconds } = await follow(
    startRun(prepared.value, machine),
    document.run.tStopMs,
    file,
  )
  const { lanes, isa } = machine.info
  const meta = {
    compartments: prepared.value.compartments.count,
    seconds,
    engine: `hillock ${isa}`,
    lanes,
    threads: prepared.value.threads,
  }
  writeTraces(
    {
      path: options.out,
      traces: prepared.value.probes.map(({ id }, index) => options.record[index]?.key ?? id),
      sampled: prepared.value.sampled.map(({ id }) => id),
      spikes: prepared.value.spikes.map(({ id }, index) => options.spikes[index]?.key ?? id),
      series,
    },
    withMedia(slices, { electrodes: prepared.value.electrodes, dtMs: document.run.dtMs }),
    meta,
  )
  if (options.json) printJson(meta)
}

/** Steps to the end, showing progress where a person looks on, and stops on Ctrl+C. */
async function follow(run: RunHandle, tStopMs: number, file: string) {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    run.stop()
  }
  process.once('SIGINT', interrupt)
  const watched = process.stderr.isTTY
  const slices: RunSlice[] = []
  let seconds = 0
  const show = (lines: readonly PrintedLine[]) => {
    if (lines.length > 0 && watched) process.stderr.write('\r\u001b[K')
    for (const line of lines) process.stderr.write(`${printedText(line)}\n`)
  }
  /** Closes the run, and says what was said at its end. */
  const end = (): readonly ChangedSeries[] => {
    if (watched) process.stderr.write('\r\u001b[K')
    const { printed, notKept, diagnostics, series } = run.close()
    show(printed)
    printDiagnostics([...printedMessages([], notKept), ...diagnostics], file)
    if (hasErrors(diagnostics)) throw new CommandEnd(exitCode.input)
    return series
  }
  try {
    for (let finished = false; !finished;) {
      const slice = await run.advance(Math.max(1, Math.ceil(run.steps / 200)))
      slices.push(slice)
      seconds += slice.seconds
      show(slice.printed)
      endOnErrors(slice.diagnostics, file)
      if (interrupted) throw new CommandEnd(exitCode.cancelled, 'cancelled: nothing was written')
      finished = slice.finished
      const tMs = slice.timesMs.at(-1) ?? 0
      if (watched) process.stderr.write(`\r${tMs.toFixed(1)} of ${tStopMs} ms`)
    }
  } catch (error) {
    end()
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
  return { slices, series: end(), seconds }
}
