import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { RanksApart } from '../../../src-engine/index.ts'
import { ModelError } from '../../library/modelError.ts'
import { offerLibrary } from '../../library/moduleHooks.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { apartEnd, joinRanks } from '../ranks.ts'
import { verifyScript } from '../verifyScript.ts'

/** Tells the child that it is the one who runs the script. */
const childMark = 'HILLOCK_SCRIPT'

/** `hillock run SCRIPT`: a script that builds and runs models with the library. */
export function runCommand(): Command {
  return new Command('run')
    .description(
      'Runs a script (TypeScript or JavaScript) that builds and runs models with the library "hillock".',
    )
    .argument('<script>', 'the script: .ts, .mts, .js or .mjs')
    .argument('[arguments...]', 'what the script finds in process.argv from the third on')
    .option(
      '--verify',
      'run it at 1, 2 and 3 threads and every kind of lanes, and demand equal bits of all that its runs record',
    )
    .passThroughOptions()
    .addHelpText(
      'after',
      "\nA script is a program of your own: it can do on this machine whatever you can. Run none that you do not trust.\nImport the library by its name: import { Model } from 'hillock'",
    )
    .action(runScript)
}

async function runScript(
  script: string,
  parameters: readonly string[],
  { verify }: { readonly verify?: boolean },
): Promise<void> {
  const path = resolve(script)
  if (!existsSync(path))
    throw new CommandEnd(
      exitCode.input,
      `${script}: error cli/cannot-read "${script}" cannot be read: there is no such file.`,
    )
  if (process.env[childMark] === '1') return runHere(path, parameters)
  // Whom mpirun has started it watches over: the script runs in that very process.
  const ranks = joinRanks()
  if (ranks && verify)
    throw new CommandEnd(exitCode.usage, 'error: --verify runs a script many times over; leave mpirun out.')
  if (ranks) return runHere(path, parameters)
  const start = (environment: NodeJS.ProcessEnv, quiet = false) =>
    runInChild(path, parameters, environment, quiet)
  const code = verify ? await verifyScript(start) : await start({})
  if (code !== exitCode.done) throw new CommandEnd(code)
}

/** Runs the script in a process of its own, with this one's terminal. @returns how it ended */
function runInChild(
  path: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  quiet: boolean,
): Promise<number> {
  const program = process.argv[1]
  const child = spawn(
    process.execPath,
    [...process.execArgv, ...(program ? [program] : []), 'run', path, ...parameters],
    {
      stdio: ['inherit', quiet ? 'ignore' : 'inherit', 'inherit'],
      env: { ...process.env, ...environment, [childMark]: '1' },
    },
  )
  // Ctrl+C reaches the child too; this process waits for its end. Other requests to end are passed on.
  const wait = () => undefined
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', wait)
  process.on('SIGTERM', pass)
  return new Promise<number>((settle, refuse) => {
    child.once('error', refuse)
    child.once('exit', (code, signal) =>
      settle(
        code ?? (signal === 'SIGINT' ? exitCode.cancelled : 128 + constants.signals[signal ?? 'SIGTERM']),
      ),
    )
  }).finally(() => {
    process.off('SIGINT', wait)
    process.off('SIGTERM', pass)
  })
}

/** Runs the script in this process: what is wrong with its models is told plainly, what is wrong with itself with its lines. */
async function runHere(path: string, parameters: readonly string[]): Promise<void> {
  delete process.env[childMark]
  process.argv = [process.execPath, path, ...parameters]
  const tell = (error: unknown) => {
    const isMissingEngine =
      error instanceof ModelError && error.diagnostics.some(({ code }) => code === 'library/no-engine')
    const text =
      error instanceof RanksApart
        ? apartEnd(error).message
        : error instanceof ModelError
          ? `${error.message}${linesOf(error)}`
          : error instanceof Error
            ? error.stack
            : error
    process.stderr.write(`${String(text)}\n`)
    const code = isMissingEngine ? exitCode.fault : exitCode.input
    process.exit(error instanceof RanksApart ? apartEnd(error).code : code)
  }
  process.on('uncaughtException', tell)
  process.on('unhandledRejection', tell)
  offerLibrary()
  try {
    await import(/* @vite-ignore */ pathToFileURL(path).href)
  } catch (error) {
    tell(error)
  }
}

/** Where in the user's script an error came up. */
function linesOf({ stack = '' }: Error): string {
  const own = stack
    .split('\n')
    .find(line => /^\s+at .*file:/.test(line) && line.includes(process.argv[1] ?? ''))
  return own ? `\n${own}` : ''
}
