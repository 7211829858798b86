import '../hdf5/useHdf5.ts'
import { Command, CommanderError } from 'commander'
import { RanksApart } from '../../src-engine/index.ts'
import { version } from '../host/version.ts'
import { RpcError } from '../rpc/errors.ts'
import { benchCommand } from './commands/bench.ts'
import { checkCommand } from './commands/check.ts'
import { convertCommand } from './commands/convert.ts'
import { impedanceCommand } from './commands/impedance.ts'
import { importCommand } from './commands/import.ts'
import { measureCommand } from './commands/measure.ts'
import { pictureCommand } from './commands/picture.ts'
import { printCommand } from './commands/print.ts'
import { projectCommand } from './commands/project.ts'
import { reduceCommand } from './commands/reduce.ts'
import { repairCommand } from './commands/repair.ts'
import { runCommand } from './commands/run.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { solveCommand } from './commands/solve.ts'
import { sweepCommand } from './commands/sweep.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { apartEnd } from './ranks.ts'

const program = new Command('hillock')
  .description('Models neurons: from a reconstructed cell to its voltage traces.')
  .version(version)
  .enablePositionalOptions()
  .showHelpAfterError('(hillock COMMAND --help shows how to use it)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done · 1 the input is at fault · 2 wrong usage · 3 a fault in the program, or no engine · 130 cancelled',
  )
for (const command of [
  importCommand,
  convertCommand,
  measureCommand,
  pictureCommand,
  repairCommand,
  simulateCommand,
  impedanceCommand,
  reduceCommand,
  runCommand,
  sweepCommand,
  solveCommand,
  checkCommand,
  printCommand,
  serveCommand,
  projectCommand,
  benchCommand,
])
  program.addCommand(command())

/** Carries out what the command line says. Commander reports usage faults by leaving; they, and our own, end here. */
export async function runCommandLine(): Promise<number> {
  const all = [program, ...program.commands, ...program.commands.flatMap(command => command.commands)]
  for (const command of all) command.exitOverride()
  try {
    await program.parseAsync()
    return exitCode.done
  } catch (error) {
    const end = error instanceof RanksApart ? apartEnd(error) : error
    if (end instanceof CommandEnd) {
      if (end.message) process.stderr.write(`${end.message}\n`)
      return end.code
    }
    // The store and the server speak of what was asked, not of themselves.
    if (error instanceof RpcError) {
      process.stderr.write(`error ${error.code} ${error.message}\n`)
      return exitCode.input
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage
    const { stack } = error as Error
    process.stderr.write(
      `This is a fault in Hillock, not in your input. Please report it with these lines:\n${stack}\n`,
    )
    return exitCode.fault
  }
}
