import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cli, hasEngine, root } from './cli.ts'

const answers = (command: string, argument: string) => spawnSync(command, [argument]).status === 0

/** Whether there is an Open MPI to build with, and to run processes under. */
export const hasMpi = hasEngine && answers('mpicc', '--showme:version') && answers('mpirun', '--version')

/** Builds the addon by which processes share a run, where it is not up to date. */
export function buildForMpi(): void {
  const { status, stdout } = spawnSync(process.execPath, ['build/addon.ts', '--mpi=alone'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stdout)
}

/** Words that let a command run as several processes, also for root, on fewer processors, and in a container. */
export function mpirunWords(processes: number, ...parameters: string[]): string[] {
  const how = ['--allow-run-as-root', '--oversubscribe', '--mca', 'btl_vader_single_copy_mechanism', 'none']
  return [...how, '-n', String(processes), process.execPath, cli, ...parameters]
}

/** The environment without what an mpirun around these tests, or a terminal, would say. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(OMPI_|PMIX_|HILLOCK_|FORCE_COLOR)/.test(name)),
)

/** Runs a command as several processes, to its end. */
export function mpirun(processes: number, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync('mpirun', mpirunWords(processes, ...parameters), {
    encoding: 'utf8',
    env: environment,
  })
  return { status, stdout, stderr }
}

/** Waits for something that a command does; in vain where it ends before. */
export async function until(is: () => boolean, child: ChildProcess): Promise<void> {
  while (!is() && child.exitCode === null && child.signalCode === null)
    await new Promise(tick => setTimeout(tick, 20))
}

/** Begins to run a command as several processes; hands back mpirun, and what became of it. */
export function startMpirun(processes: number, ...parameters: string[]) {
  const child = spawn('mpirun', mpirunWords(processes, ...parameters), { env: environment })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>(settle => child.once('close', settle))
  return { child, ended, said: () => said }
}
