import { Command } from 'commander'
import { isZip, readMorphology, summarise } from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { plainDiagnostic, printDiagnostics, printJson, printTable } from '../output.ts'
import { readInput } from '../readInput.ts'
import { importArchive } from './importArchive.ts'

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2, useGrouping: false })

/** Reads what can be read of a damaged file. */
const lenientReading = { damagedLines: 'skip', missingParents: 'root' } as const

/** `hillock import FILE`: reads a reconstruction and says what is in it. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Reads a reconstructed cell (SWC, Neurolucida, Eutectic, NeuroML, HDF5, …) and says what is in it.',
    )
    .argument('<file>', 'the reconstruction, a zip archive to list, or ARCHIVE.zip:PATH')
    .option('--cell <name>', 'which cell of a file that holds several')
    .option('--lenient', 'leave damaged lines out, and make points whose parent is missing roots')
    .option('--json', 'print one JSON object: format, points, sections, sectionsByType, totals, diagnostics')
    .action((file: string, options: { json?: boolean; cell?: string; lenient?: boolean }) => {
      const bytes = readInput(file)
      if (isZip(bytes)) return importArchive(file, bytes, options.json ?? false)
      const { value: morphology, diagnostics } = readMorphology(file, bytes, {
        cell: options.cell ?? '',
        ...(options.lenient ? lenientReading : {}),
      })
      printDiagnostics(diagnostics, file)
      if (!morphology) {
        if (options.json) printJson({ diagnostics: diagnostics.map(plainDiagnostic) })
        throw new CommandEnd(exitCode.input)
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
