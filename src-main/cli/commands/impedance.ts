import { Command, Option } from 'commander'
import {
  computeImpedance,
  type ImpedanceRequest,
  type ModelDocument,
  prepareRun,
  readMorphology,
  startRun,
} from '../../../src-engine/index.ts'
import type { Location } from '../../../src-engine/model/document.ts'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { loadMechanisms } from '../loadMechanisms.ts'
import { addModelFile, readModelFile } from '../modelFile.ts'
import { modelFromOptions } from '../modelFromOptions.ts'
import { addModelOptions } from '../modelOptions.ts'
import { endOnErrors, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import * as parse from '../simulateOptions.ts'
import type { SimulateOptions } from '../simulateOptions.ts'

/** What `hillock impedance` was asked besides what describes the model. */
interface ImpedanceOptions extends Pick<
  SimulateOptions,
  'mechanisms' | 'model' | 'insert' | 'set' | 'nseg' | 'celsius' | 'vInit' | 'dt'
> {
  readonly site: Location
  readonly place: readonly Location[]
  readonly frequencies: readonly number[]
  readonly membrane: ImpedanceRequest['membrane']
  readonly increment?: number
  readonly after?: number
}

/** `hillock impedance FILE`: impedances and attenuations of a cell, as JSON. */
export function impedanceCommand(): Command {
  const command = new Command('impedance')
    .description('Computes impedances, attenuations and electrotonic distances of a reconstructed cell.')
    .argument('<file>', 'the reconstruction (SWC, Neurolucida ASC, Eutectic)')
  return addModelOptions(command)
    .requiredOption('--site <place>', 'where current flows in, e.g. "soma[0](0.5)"', parse.parsePlace)
    .option(
      '--place <place>',
      'where else to look, e.g. "dend[3](0.2)"; all compartments where none is given',
      parse.collect(parse.parsePlace),
      [],
    )
    .option(
      '--frequencies <list>',
      'frequencies, e.g. 0,10,100 [Hz]',
      parse.parseFrequencies,
      [0, 1, 10, 100, 1000],
    )
    .addOption(
      new Option('--membrane <kind>', 'its present conductances, or with its states answering')
        .choices(['present', 'extended'])
        .default('present'),
    )
    .option(
      '--increment <size>',
      'take derivatives as quotients over this increment, as NEURON does with 0.001; otherwise they are exact',
      parse.parsePositive,
    )
    .option('--after <ms>', 'let the model run this long before', parse.parsePositive)
    .action(impedance)
}

async function impedance(file: string, options: ImpedanceOptions): Promise<void> {
  const read = readMorphology(file, readInput(file))
  endOnErrors(read.diagnostics, file)
  const modelFile = options.model ? readModelFile(options.model) : {}
  const said = JSON.stringify([options, modelFile])
  const catalogue = loadMechanisms(options.mechanisms, name => said.includes(name))
  const document = withEnds(
    addModelFile(
      modelFromOptions(
        {
          ...options,
          ...{ method: 'backward-euler', tstop: options.after ?? options.dt, threads: 1, out: '' },
          ...{ iclamp: [], record: [], spikes: [] },
        },
        name => catalogue.get(name),
      ),
      modelFile,
    ),
    [options.site, ...options.place],
  )
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  if (!read.value) throw new CommandEnd(exitCode.input)
  const prepared = prepareRun(
    document,
    { morphology: read.value, catalogue },
    { threads: 1, machine, linearise: true },
  )
  endOnErrors(prepared.diagnostics, file)
  if (!prepared.value) throw new CommandEnd(exitCode.input)
  const run = startRun(prepared.value, machine)
  try {
    // A slice of no steps says what went wrong at the start.
    const slice = await run.advance(options.after === undefined ? 0 : run.steps)
    endOnErrors(slice.diagnostics, file)
    const { site, place, frequencies, membrane, increment } = options
    const found = computeImpedance(prepared.value, machine, {
      site: { cell: '', at: site },
      ...(place.length > 0 ? { places: place } : {}),
      frequenciesHz: frequencies,
      membrane,
      derivatives: increment === undefined ? { kind: 'exact' } : { kind: 'quotients', increment },
    })
    endOnErrors(found.diagnostics, file)
    printJson({ site, membrane, tMs: slice.timesMs.at(-1) ?? 0, ...found.value })
  } finally {
    run.close()
  }
}

/** Ends of sections are places of their own where something is recorded there. */
function withEnds(document: ModelDocument, places: readonly Location[]): ModelDocument {
  const ends = places.filter(({ x }) => x === 0 || x === 1)
  const probes = ends.map((at, index) => ({ id: `end ${index + 1}`, at, variable: 'v' }))
  return { ...document, probes: [...document.probes, ...probes] }
}
