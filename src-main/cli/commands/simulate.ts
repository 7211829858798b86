import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import { needWholeTrace, startRun, withMedia } from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { followRun } from '../followRun.ts'
import { addModelOptions } from '../modelOptions.ts'
import { endOnErrors, printJson } from '../output.ts'
import { isFirstRank, joinRanks, machineOf, threadsOf } from '../ranks.ts'
import { readInput } from '../readInput.ts'
import * as parse from '../simulateOptions.ts'
import type { SimulateOptions } from '../simulateOptions.ts'
import { simulatedModel } from '../simulatedModel.ts'
import { createStateSaver, readState, type StateToSave } from '../stateFiles.ts'
import { verifyModel } from '../verify.ts'
import { writeTraces } from '../writeTraces.ts'

/** `hillock simulate FILE`: channels, a stimulus, a run, traces in a file. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .description(
      'Runs a reconstructed cell with channels and stimuli, or a saved model, and writes what was recorded.',
    )
    .argument(
      '<file>',
      'the reconstruction (SWC, Neurolucida ASC, Eutectic), or a model that a script has saved as JSON',
    )
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
    .addOption(
      new Option('--steps <whose>', 'with --adaptive: one step for all cells, or each cell by its own')
        .choices(['global', 'local'])
        .default('global'),
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
    .option('--save-state <file>', 'save the state of the run, to go on from it with --from-state')
    .option('--save-state-at <ms>', 'when to save it [ms]; at the end if not given', parse.parseNotNegative)
    .option(
      '--from-state <file>',
      'go on from a saved state, at its time; values of parameters are this model’s',
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

async function simulate(file: string, options: SimulateOptions, command: Command): Promise<void> {
  const ranks = joinRanks()
  if (!/\.(json|csv)$/i.test(options.out))
    throw new CommandEnd(
      exitCode.usage,
      `error: --out must end in .json or .csv, and "${options.out}" does not.`,
    )
  if (options.steps === 'local' && options.adaptive === undefined)
    throw new CommandEnd(exitCode.usage, 'error: --steps local needs --adaptive TOLERANCE.')
  if (options.saveStateAt !== undefined && !options.saveState)
    throw new CommandEnd(exitCode.usage, 'error: --save-state-at needs --save-state FILE.')
  if (ranks && options.verify)
    throw new CommandEnd(exitCode.usage, 'error: --verify runs a model many times over; leave mpirun out.')
  const { settings, prepare } = simulatedModel(file, readInput(file), options, command)
  const machine = machineOf(ranks)
  const threads = threadsOf(ranks, options.threads)
  const state = options.fromState ? readState(options.fromState, settings) : undefined
  const layout = { layoutThreads: state?.layoutThreads, layoutRanks: state?.layoutRanks }
  const prepared = prepare({ threads, ...layout, machine })
  endOnErrors(prepared.diagnostics, file)
  if (!prepared.value) throw new CommandEnd(exitCode.input)
  const [electrode] = state ? needWholeTrace(prepared.value.electrodes) : []
  if (electrode)
    throw new CommandEnd(
      exitCode.input,
      `${file}: error cli/medium-needs-whole-trace The electrode "${electrode.id}" lies in a medium that depends on frequency, whose effect needs the run from its beginning. Leave --from-state out, or give it a resistive medium.`,
    )

  if (options.verify) {
    const ways = await verifyModel(
      (other, count) => {
        const { value } = prepare({ threads: count, ...layout, machine: other })
        if (!value) throw new CommandEnd(exitCode.input)
        return value
      },
      file,
      state?.begin,
    )
    process.stderr.write(`verified: ${ways} ways to run it, equal bits\n`)
  }
  const run = startRun(prepared.value, machine)
  state?.begin(run)
  const saver = createStateSaver(settings, wantedState(options), state?.tMs ?? 0)
  const { slices, series, seconds, early } = await followRun(run, { tStopMs: settings.tStopMs, file, saver })
  const { lanes, isa } = machine.info
  const meta = {
    compartments: prepared.value.cells.reduce((sum, cell) => sum + cell.compartments.count, 0),
    seconds,
    engine: `hillock ${isa}`,
    lanes,
    threads: prepared.value.threads,
    ...(ranks ? { processes: ranks.ranks } : {}),
    ...(early ? { endedAtMs: early.tMs } : {}),
  }
  if (!isFirstRank()) return early ? endEarly(early.code) : undefined
  writeTraces(
    {
      path: options.out,
      traces: prepared.value.probes.map(({ id }, index) => options.record[index]?.key ?? id),
      sampled: prepared.value.sampled.map(({ id }, index) =>
        options.steps === 'local' ? (options.record[index]?.key ?? id) : id,
      ),
      spikes: prepared.value.spikes.map(({ id }, index) => options.spikes[index]?.key ?? id),
      series,
    },
    withMedia(slices, { electrodes: prepared.value.electrodes, dtMs: settings.dtMs }),
    meta,
  )
  if (options.json) printJson(meta)
  if (early) {
    const until = `${Number(early.tMs.toFixed(6))} of ${settings.tStopMs} ms`
    endEarly(early.code, `ended at t = ${until}; what was recorded until then is in ${options.out}`)
  }
}

function endEarly(code: number, message?: string): never {
  throw new CommandEnd(code, message)
}

function wantedState({ saveState, saveStateAt }: SimulateOptions): StateToSave | undefined {
  return saveState === undefined ? undefined : { path: saveState, atMs: saveStateAt }
}
