import { Command, Option } from 'commander'
import { computeImpedance, startRun } from '../../../src-engine/index.ts'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { impedanceModel, type ImpedanceOptions } from '../impedanceModel.ts'
import { addModelOptions } from '../modelOptions.ts'
import { endOnErrors, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import * as parse from '../simulateOptions.ts'

/** `hillock impedance FILE`: impedances and attenuations of a cell, as JSON. */
export function impedanceCommand(): Command {
  const command = new Command('impedance')
    .description(
      'Computes impedances, attenuations and electrotonic distances of a reconstructed cell, or of those of a saved model.',
    )
    .argument(
      '<file>',
      'the reconstruction (SWC, Neurolucida ASC, Eutectic), or a model that a script has saved as JSON',
    )
  return addModelOptions(command)
    .requiredOption(
      '--site <place>',
      'where current flows in, e.g. "soma[0](0.5)"; of several cells "cell1.soma[0](0.5)"',
      parse.parsePlaceOfCell,
    )
    .option(
      '--place <place>',
      'where else to look, e.g. "dend[3](0.2)", in another cell too; all compartments where none is given',
      parse.collect(parse.parsePlaceOfCell),
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

async function impedance(file: string, options: ImpedanceOptions, command: Command): Promise<void> {
  const { prepare, site, places } = impedanceModel(file, readInput(file), options, command)
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  const prepared = prepare(machine)
  endOnErrors(prepared.diagnostics, file)
  if (!prepared.value) throw new CommandEnd(exitCode.input)
  const run = startRun(prepared.value, machine)
  try {
    // A slice of no steps says what went wrong at the start.
    const slice = await run.advance(options.after === undefined ? 0 : run.steps)
    endOnErrors(slice.diagnostics, file)
    const { frequencies, membrane, increment } = options
    const found = computeImpedance(prepared.value, machine, {
      site,
      ...(places ? { places } : {}),
      frequenciesHz: frequencies,
      membrane,
      derivatives: increment === undefined ? { kind: 'exact' } : { kind: 'quotients', increment },
    })
    endOnErrors(found.diagnostics, file)
    const named = site.cell === '' ? site.at : { ...site.at, cell: site.cell }
    printJson({ site: named, membrane, tMs: slice.timesMs.at(-1) ?? 0, ...found.value })
  } finally {
    run.close()
  }
}
