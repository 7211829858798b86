import { Command, Option } from 'commander'
import {
  createSourceText,
  hasErrors,
  printStage,
  stages,
  stageSummaries,
  type Stage,
} from '../../../src-engine/index.ts'
import { recordIncludes } from '../../engine/includes.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { printDiagnostics } from '../output.ts'
import { readMechanismFile } from '../readMechanismFiles.ts'

/** `hillock print FILE.mod --pass NAME`: what a pass of the compiler makes of a mechanism. */
export function printCommand(): Command {
  return new Command('print')
    .description('Shows what a pass of the compiler makes of a .mod file.')
    .argument('<file>', 'the .mod file')
    .addOption(new Option('--pass <name>', 'which pass').choices(stages).makeOptionMandatory())
    .addHelpText(
      'after',
      `\nPasses:\n${stages.map(stage => `  ${stage.padEnd(10)} ${stageSummaries[stage]}`).join('\n')}`,
    )
    .action((path: string, { pass }: { pass: Stage }) => {
      const { text, include } = readMechanismFile(path)
      const readInclude = recordIncludes(path, include).read
      const { value, diagnostics } = printStage(createSourceText(path, text), pass, { readInclude })
      printDiagnostics(diagnostics, path)
      // A pass before the one at fault can still be shown.
      if (value !== undefined) process.stdout.write(value.endsWith('\n') ? value : `${value}\n`)
      if (hasErrors(diagnostics)) throw new CommandEnd(exitCode.input)
    })
}
