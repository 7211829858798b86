import {
  hasErrors,
  judgeName,
  listArchive,
  readArchiveEntry,
  readMorphology,
  summarise,
} from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { endOnErrors, plainDiagnostic, printJson, printTable } from '../output.ts'

/** Lists the reconstructions in a zip archive, each with what is in it or why it cannot be read. */
export function importArchive(file: string, archive: Uint8Array, asJson: boolean): void {
  const listing = listArchive(file, archive)
  endOnErrors(listing.diagnostics, file)
  const named = (listing.value ?? []).filter(({ path }) => judgeName(path.replace(/\.gz$/i, '')) !== 'no')
  const cells = named.map(({ path }) => {
    const unpacked = readArchiveEntry(file, archive, path)
    const read = unpacked.value ? readMorphology(path, unpacked.value) : undefined
    const diagnostics = [...unpacked.diagnostics, ...(read?.diagnostics ?? [])]
    return { path, summary: read?.value && summarise(read.value), diagnostics }
  })
  if (asJson) {
    printJson({
      archive: file,
      files: listing.value?.length ?? 0,
      cells: cells.map(({ path, summary, diagnostics }) => ({
        path,
        ...summary,
        diagnostics: diagnostics.map(plainDiagnostic),
      })),
    })
  } else {
    printTable([
      ['file', 'format', 'points', 'sections', 'length µm'],
      ...cells.map(({ path, summary, diagnostics }) =>
        summary
          ? [
              path,
              summary.format,
              `${summary.points}`,
              `${summary.sections}`,
              summary.totalLengthUm.toFixed(1),
            ]
          : [path, diagnostics.find(({ severity }) => severity === 'error')?.code ?? '', '', '', ''],
      ),
    ])
    process.stdout.write(`One of them: hillock import ${file}:PATH\n`)
  }
  if (cells.every(({ diagnostics }) => hasErrors(diagnostics))) throw new CommandEnd(exitCode.input)
}
