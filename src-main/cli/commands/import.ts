import { Command, Option } from 'commander'
import {
  lenientReading,
  isZip,
  readMorphology,
  somaChoices,
  somaRules,
  summarise,
  type ReadOptions,
  type SomaRule,
} from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { plainDiagnostic, printDiagnostics, printJson, printTable } from '../output.ts'
import { readInput } from '../readInput.ts'
import { importArchive } from './importArchive.ts'
import { printSomaChoices } from './somaTable.ts'

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2, useGrouping: false })

interface ImportOptions {
  readonly json?: boolean
  readonly cell?: string
  readonly lenient?: boolean
  readonly soma?: SomaRule | 'list'
  readonly compartments?: Required<ReadOptions>['compartments']
  readonly forkTypes?: Required<ReadOptions>['forkTypes']
}

function readOptions({ cell = '', lenient, soma, compartments, forkTypes }: ImportOptions): ReadOptions {
  return {
    cell,
    ...(lenient ? lenientReading : {}),
    ...(soma && soma !== 'list' ? { soma } : {}),
    ...(compartments ? { compartments } : {}),
    ...(forkTypes ? { forkTypes } : {}),
  }
}

/** `hillock import FILE`: reads a reconstruction and says what is in it. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Reads a reconstructed cell (SWC, Neurolucida, Eutectic, NeuroML, HDF5, …) and says what is in it.',
    )
    .argument('<file>', 'the reconstruction, a zip archive to list, or ARCHIVE.zip:PATH')
    .option('--cell <name>', 'which cell of a file that holds several')
    .option('--lenient', 'leave damaged lines out, and make points whose parent is missing roots')
    .addOption(
      new Option('--soma <rule>', 'what stands for the soma; “list” shows what each rule does').choices([
        ...somaRules.map(({ rule }) => rule),
        'list',
      ]),
    )
    .addOption(
      new Option('--compartments <shape>', 'what compartments that a file lists (GENESIS) become').choices([
        'cylinders',
        'frusta',
      ]),
    )
    .addOption(
      new Option('--fork-types <meaning>', 'what 5 and 6 in the place of a type mean (SWC)').choices([
        'types',
        'labels',
      ]),
    )
    .option('--json', 'print one JSON object: format, points, sections, sectionsByType, totals, diagnostics')
    .action((file: string, options: ImportOptions) => {
      const bytes = readInput(file)
      if (isZip(bytes)) return importArchive(file, bytes, options.json ?? false)
      const { value: morphology, diagnostics } = readMorphology(file, bytes, readOptions(options))
      printDiagnostics(diagnostics, file)
      if (!morphology) {
        if (options.json) printJson({ diagnostics: diagnostics.map(plainDiagnostic) })
        throw new CommandEnd(exitCode.input)
      }
      if (options.soma === 'list') {
        return printSomaChoices(somaChoices(file, bytes, readOptions(options)), options.json ?? false)
      }
      const summary = summarise(morphology)
      if (options.json) {
        printJson({ ...summary, diagnostics: diagnostics.map(plainDiagnostic) })
        return
      }
      const types = Object.entries(summary.sectionsByType).filter(([, count]) => count > 0)
      printTable([
        ['format', summary.format],
        ['points', String(summary.points)],
        ['sections', `${summary.sections} (${types.map(([type, count]) => `${count} ${type}`).join(', ')})`],
        ['length', `${number(summary.totalLengthUm)} µm`],
        ['area', `${number(summary.totalAreaUm2)} µm²`],
        ['volume', `${number(summary.totalVolumeUm3)} µm³`],
        ...Object.entries(morphology.annotations ?? {})
          .filter(([, kept]: readonly [string, readonly unknown[]]) => kept.length > 0)
          .map(([what, kept]) => [what, String(kept.length)] as const),
      ])
    })
}
