/** A lock among processes: of several builds in one folder, each waits for the one before. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/** Who holds a lock shows so often that it is there [ms]. */
const beat = 2000
/** Who has not shown for so long is gone, on another machine or with a number that another process has now [ms]. */
const longestSilence = 60_000
/** Between two looks of who waits [ms]. */
const look = 100

let taken = 0

/**
 * Takes a lock, a file that names its holder's process; waits while another one holds it, and says so once. What a dead
 * process has left behind is taken away.
 *
 * @returns what gives it back
 */
export async function takeLock(path: string, say: (text: string) => void): Promise<() => void> {
  const mine = `${process.pid} ${hostname()} ${taken++}`
  // Written aside, so that nobody ever sees a lock without a holder.
  const aside = `${path}.${mine.replaceAll(' ', '-')}`
  writeFileSync(aside, mine)
  try {
    for (let told = false; !link(aside, path);) {
      const holder = holderOf(path)
      if (holder === undefined) continue
      if (isGone(path, holder)) {
        takeAway(path, holder, `${aside}.stale`)
        continue
      }
      if (!told) say(`Waiting for another build in this folder (process ${holder.split(' ')[0]})`)
      told = true
      await pause(look)
    }
  } finally {
    rmSync(aside)
  }
  const beating = setInterval(() => {
    if (holderOf(path) === mine) utimesSync(path, new Date(), new Date())
  }, beat).unref()
  const release = () => {
    clearInterval(beating)
    process.off('exit', release)
    if (holderOf(path) === mine) rmSync(path)
  }
  process.on('exit', release)
  return release
}

/** Whether a file got another name; not where the name is in use. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function holderOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isGone(path: string, holder: string): boolean {
  const [pid, host] = holder.split(' ')
  if (host === hostname() && !isAlive(Number(pid))) return true
  const shown = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return shown !== undefined && Date.now() - shown > longestSilence
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** Where somebody was faster, and it is his lock by now, he gets it back. */
function takeAway(path: string, holder: string, to: string): void {
  try {
    renameSync(path, to)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (readFileSync(to, 'utf8') !== holder) link(to, path)
  rmSync(to)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}
