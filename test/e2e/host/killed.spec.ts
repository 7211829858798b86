import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProjectFile } from '../../../src-main/store/createProject.ts'
import { checkIntegrity } from '../../../src-main/store/integrity.ts'
import { openProject, type ProjectStore } from '../../../src-main/store/projectStore.ts'

/** What a killed process had said by then. */
interface Acknowledged {
  readonly run: number
  readonly edit: number
  readonly samples: number
}

/** Kills; each at another moment, spread over opening, editing, flushing and the log's checkpoints. */
const kills = 25

/** The same moments each time [ms]: a linear congruential generator (Numerical Recipes, 2nd ed., p. 284). */
function* moments(): Generator<number> {
  for (let state = 12_345; ; state = (1_664_525 * state + 1_013_904_223) % 2 ** 32)
    yield 5 + (state / 2 ** 32) * 400
}

/** Runs a writer, kills it so many ms after its first word, and says what it had acknowledged. */
async function writeAndKill(path: string, firstEdit: number, afterMs: number): Promise<Acknowledged> {
  const writer = join(import.meta.dirname, 'killedWriter.ts')
  const child = spawn(process.execPath, [writer, path, String(firstEdit)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()))
  const closed = new Promise(resolve => child.once('close', resolve))
  await new Promise(resolve => {
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      resolve(undefined)
    })
    child.once('close', resolve)
  })
  await sleep(afterMs)
  child.kill('SIGKILL')
  await closed
  expect(complained).toBe('')
  // A last line without its end was never finished saying.
  const lines = said.slice(0, said.lastIndexOf('\n') + 1).split('\n')
  const last = (word: string): number =>
    Number(lines.findLast(line => line.startsWith(`${word} `))?.split(' ')[1] ?? 0)
  return { run: last('run'), edit: last('edit'), samples: last('samples') }
}

describe('host killed while it writes', () => {
  let folder: string
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hillock-kill-'))))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it(
    'has every acknowledged edit and sample, and a sound file, whenever it was killed',
    { timeout: 120_000 },
    async () => {
      const path = join(folder, 'killed.hillock')
      createProjectFile(path, '0.0.0')
      const runs: Acknowledged[] = []
      const times = moments()
      let nextEdit = 1
      for (let kill = 0; kill < kills; kill++) {
        const told = await writeAndKill(path, nextEdit, times.next().value as number)
        const store = openProject(path)
        try {
          nextEdit = expectEdits(store, told, nextEdit)
          if (told.run > 0) expectSamples(store, told)
        } finally {
          store.close()
        }
        if (told.run > 0) runs.push(told)
        expect(checkIntegrity(path)).toEqual({ sound: true, findings: [] })
      }
      // What earlier ones wrote is still there at the end.
      const store = openProject(path)
      for (const told of runs) expectSamples(store, told)
      store.close()
      expect(runs.length).toBe(kills)
      expect(nextEdit).toBeGreaterThan(kills)
    },
  )
})

/** @returns the number of the next edit */
function expectEdits(store: ProjectStore, told: Acknowledged, nextEdit: number): number {
  const labels = store.history.list(10_000).map(({ label }) => label)
  const numbers = labels.filter(label => label.startsWith('Edit ')).map(label => Number(label.slice(5)))
  numbers.reverse()
  // One after the other without a gap; at most the one that was being written is there unacknowledged.
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  const newest = numbers.at(-1) ?? 0
  expect(newest).toBeGreaterThanOrEqual(Math.max(told.edit, nextEdit - 1))
  expect(newest).toBeLessThanOrEqual(Math.max(told.edit, nextEdit - 1) + 1)
  const model = store.documents.get('model', 'main') as { globals: { edit: number } } | undefined
  // Killed between an undo and its redo, the edit before is the current one.
  if (newest > 0) expect([newest, newest - 1]).toContain(model?.globals.edit ?? 0)
  while (store.history.redo());
  return newest + 1
}

function expectSamples(store: ProjectStore, { run, samples }: Acknowledged): void {
  const stored = store.runs.get(run)
  expect(stored.state).toBe('failed')
  for (const [index, probe] of stored.probes.entries()) {
    expect(probe.samples).toBeGreaterThanOrEqual(samples)
    let next = 0
    for (const { first, samples: values } of store.traces.chunks(probe.id)) {
      expect(first).toBe(next)
      next += values.length
      expect(values.every((value, at) => value === (index === 0 ? first + at : -(first + at)))).toBe(true)
    }
    expect(next).toBe(probe.samples)
    if (next === 0) continue
    const window = store.traces.window({ probe: probe.id, fromMs: 0, toMs: Infinity, maxPoints: 50 })
    expect(Math.max(...window.high) - Math.min(...window.low)).toBe(next - 1)
  }
}
