import { type Machine, RanksApart } from '../../src-engine/index.ts'
import { loadMachine, openRanks, type Ranks } from '../../src-engine/native/binding.ts'
import { shareModels, sharingRanks } from '../library/ranks.ts'
import { CommandEnd, exitCode } from './exitCode.ts'

/** Characters kept of what a process other than the first has to say. */
const mostSaid = 10_000

/** What mpirun ends is killed after a second; by then it should have written what it has. */
const msToEndTogether = 600
const msToLetTheFirstSpeak = 2000

/**
 * Joins the other processes where mpirun has started several of this command. From then on the first prints for all; what
 * another has to say is heard where it alone fails.
 *
 * @returns undefined where this process is alone
 */
export function joinRanks(): Ranks | undefined {
  const { ranks, problem } = openRanks()
  if (problem !== undefined) throw withoutOthers(problem)
  if (!ranks) return undefined
  const said = ranks.rank === 0 ? () => '' : keepQuiet()
  process.on('exit', code => endTogether(ranks, code, said()))
  // This is how mpirun ends processes, whether it was asked to or one of them was killed.
  process.on('SIGTERM', () => {
    if (process.listenerCount('SIGINT') === 0) return endAlone(ranks)
    process.emit('SIGINT')
    setTimeout(() => endAlone(ranks), msToEndTogether).unref()
  })
  shareModels(ranks)
  return ranks
}

/** How the command ends where the processes cannot join each other: the first says why, and the others let it. */
function withoutOthers(problem: string): CommandEnd {
  const isFirst = (process.env['OMPI_COMM_WORLD_RANK'] ?? '0') === '0'
  // Whoever ends first lets mpirun end the others.
  if (!isFirst) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, msToLetTheFirstSpeak)
  const text = `error cli/no-mpi This command was started as several processes. ${problem}.`
  return new CommandEnd(exitCode.fault, isFirst ? text : '')
}

/** The machine on which models run: shared where several processes have been started. Ends the command where there is none. */
export function machineOf(ranks: Ranks | undefined): Machine {
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  return ranks ? machine.sharedAmong(ranks) : machine
}

/** Threads of each process: as many as the one that has fewest, since models are divided by them. */
export function threadsOf(ranks: Ranks | undefined, threads: number): number {
  return ranks?.least(threads) ?? threads
}

/** Whether no other process shares what this one does. */
export function isAlone(): boolean {
  return sharingRanks() === undefined
}

/** Whether this process writes and prints what comes of a command: the first of several does. */
export function isFirstRank(): boolean {
  return (sharingRanks()?.rank ?? 0) === 0
}

/** What to tell of processes that have come apart, and how the command ends. */
export function apartEnd({ failure, ended }: RanksApart): CommandEnd {
  const [first] = ended.toSorted((a, b) => b.code - a.code)
  if (first) {
    const words = first.said.trim()
    const text = `error cli/process-ended Process ${first.rank} of the run ended before the others (exit code ${first.code})${words ? `:\n${words}` : '.'}`
    return new CommandEnd(first.code || exitCode.fault, text)
  }
  if (failure === 'busy')
    return new CommandEnd(
      exitCode.input,
      'error cli/ranks-busy Another run was begun or ended while one was advancing. Over several processes runs go one after the other: await each.',
    )
  if (failure === 'abandoned') return new CommandEnd(exitCode.cancelled, 'cancelled')
  if (failure === 'broken')
    return new CommandEnd(
      exitCode.fault,
      'error cli/ranks-broken The processes of the run have lost each other.',
    )
  return new CommandEnd(
    exitCode.input,
    'error cli/ranks-differ The processes of the run do different things: each must build, set and run the same. Let only what is printed or written depend on the rank.',
  )
}

/** Ends this process without waiting for others, which may not be there any more. */
function endAlone(ranks: Ranks): void {
  if (ranks.rank === 0)
    process.stderr.write('cancelled: the run was ended from outside, or another of its processes was\n')
  ranks.abandon()
  process.exit(exitCode.cancelled)
}

/** Lets this process print nothing. @returns what it wanted to say as an error */
function keepQuiet(): () => string {
  let said = ''
  process.stdout.write = silently(() => undefined)
  process.stderr.write = silently(text => {
    if (said.length < mostSaid) said += text
  })
  return () => said.slice(0, mostSaid)
}

function silently(take: (text: string) => void): typeof process.stdout.write {
  return (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))
    const call = typeof encoding === 'function' ? encoding : done
    if (typeof call === 'function') process.nextTick(() => (call as () => void)())
    return true
  }
}

/** At the very end of the process: waits for the others' end, and speaks for one that alone has failed. */
function endTogether(ranks: Ranks, code: number, said: string): void {
  // Threads that wait for others would keep the process for ever.
  if (ranks.advancing) ranks.abandon()
  const failed = ranks.end(code, said)
  if (failed && code === exitCode.done) {
    if (ranks.rank === 0) process.stderr.write(`${apartEnd(new RanksApart('apart', [failed])).message}\n`)
    process.exitCode = failed.code
  }
  ranks.close()
}
