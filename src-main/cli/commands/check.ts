import { Command } from 'commander'
import { createSourceText, hasErrors, renderWithFrame } from '../../../src-engine/index.ts'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../../../src-engine/kernel/compiledMechanism.ts'
import { compileText } from '../../engine/compileText.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { plainDiagnostic, printJson, printTable } from '../output.ts'
import { readMechanismFiles, type MechanismFile } from '../readMechanismFiles.ts'

interface CheckOptions {
  readonly units?: boolean
  readonly json?: boolean
}

/** `hillock check FILE.mod|DIR`: compiles mechanisms and says what is wrong with them. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Compiles .mod files and says what is wrong with them.')
    .argument('<path>', 'a .mod file, or a folder with such files in it or in folders below')
    .option('--units', 'check units as well')
    .option('--json', 'print one JSON object: files, each with ok, mechanism, diagnostics, compileMs')
    .action((path: string, options: CheckOptions) => {
      const files = readMechanismFiles(path, { below: true }).map(file =>
        checkFile(file, options.units === true),
      )
      if (options.json) printJson({ files: files.map(plainFile) })
      else printFiles(files)
      if (files.some(({ diagnostics }) => hasErrors(diagnostics))) throw new CommandEnd(exitCode.input)
    })
}

interface CheckedFile extends MechanismFile {
  readonly mechanism: CompiledMechanism | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly framed: readonly string[]
  readonly compileMs: number
}

function checkFile(file: MechanismFile, units: boolean): CheckedFile {
  const { path, text, include } = file
  const source = createSourceText(path, text)
  const { value, diagnostics, ms } = compileText(source, include, { units })
  const framed = diagnostics.map(diagnostic => renderWithFrame(diagnostic, source))
  return { ...file, mechanism: value, diagnostics, framed, compileMs: ms }
}

function plainFile({ path, mechanism, diagnostics, compileMs }: CheckedFile) {
  return {
    file: path,
    ok: !hasErrors(diagnostics),
    mechanism: mechanism ? plainMechanism(mechanism) : null,
    diagnostics: diagnostics.map(plainDiagnostic),
    compileMs: Number(compileMs.toFixed(3)),
  }
}

function plainMechanism({ name, kind, fields, ions }: CompiledMechanism) {
  const states = fields.filter(({ role, scope }) => role === 'state' && scope !== 'hidden')
  const others = fields.filter(({ role }) => role !== 'state')
  const names = (list: typeof fields): readonly string[] => list.map(field => field.name)
  return {
    name,
    kind,
    ranges: names(others.filter(({ scope }) => scope === 'range')),
    globals: names(others.filter(({ scope }) => scope === 'global')),
    states: names(states),
    ions: ions.map(({ ion, reads, writes, valence }) => ({ ion, reads, writes, valence: valence ?? null })),
  }
}

/** What there is to say about each file, then a line for each. */
function printFiles(files: readonly CheckedFile[]): void {
  for (const { framed } of files) for (const text of framed) process.stderr.write(`${text}\n\n`)
  printTable(
    files.map(({ path, mechanism, diagnostics, compileMs }) => [
      hasErrors(diagnostics) ? 'refused' : 'ok',
      path,
      mechanism ? `${mechanism.kind} ${mechanism.name}` : '–',
      count(diagnostics),
      `${compileMs.toFixed(1)} ms`,
    ]),
  )
}

function count(diagnostics: readonly Diagnostic[]): string {
  const words = (['error', 'warning', 'hint'] as const).flatMap(severity => {
    const number = diagnostics.filter(diagnostic => diagnostic.severity === severity).length
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? '' : 's'}`]
  })
  return words.join(', ')
}
