import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RpcError } from '../../src-main/rpc/errors.ts'
import { checkIntegrity } from '../../src-main/store/integrity.ts'
import { newestVersion } from '../../src-main/store/migrations/index.ts'
import { openProject, type ProjectStore } from '../../src-main/store/projectStore.ts'

const fixtures = globSync(resolve(import.meta.dirname, '../fixtures/projects/*.hillock'))

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hillock-migrations-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Reads all there is in a project. */
function readEverything(store: ProjectStore): unknown {
  const kinds = ['model', 'morphology', 'mechanism'] as const
  return {
    documents: kinds.map(kind => store.documents.list(kind)),
    history: store.history.list(1000).map(({ label, applied }) => [label, applied]),
    conditions: store.documents
      .list('condition')
      .map(({ name }) => [store.conditions.get(Number(name)).tMs, [...store.conditions.state(Number(name))]]),
    sweeps: store.sweeps.list().map(({ id, label, state, done }) => ({
      ...{ label, state, done },
      values: [...store.sweeps.design(id)],
      summaries: store.sweeps.results(id, 10).map(({ summaries }) => [...summaries]),
      spikes: [...store.sweeps.spikes(id)].map(({ timesMs }) => [...timesMs]),
      trace: [...(store.sweeps.trace(id, 0, 0)?.samples ?? [])],
    })),
    runs: store.runs.list().map(run => ({
      label: run.label,
      state: run.state,
      spikes: store.spikes.ofRun(run.id),
      frames: store.frames.ofRun(run.id),
      windows: run.probes.map(({ id }) => {
        const window = store.traces.window({ probe: id, fromMs: 0, toMs: Infinity, maxPoints: 10 })
        return [window.low[0], window.high.at(-1)]
      }),
    })),
  }
}

describe('store migrations', () => {
  it('has a project of every version', () => {
    const versions = fixtures.map(path => Number(/version-(\d+)/.exec(path)?.[1]))
    expect(versions.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: newestVersion }, (_, index) => index + 1),
    )
  })

  it.each(fixtures.map(path => [basename(path), path]))('opens %s with all that it holds', (name, path) => {
    const copy = join(folder, name)
    copyFileSync(path, copy)
    const store = openProject(copy)
    expect(readEverything(store)).toMatchObject({
      documents: [
        [{ name: 'main', body: { version: 1, run: { tStopMs: 10 } } }],
        ['cell1.swc', 'cell2.swc', ...(/version-[123]/.test(name) ? [] : ['cell2.swc'])].map(cell => ({
          body: { name: cell },
        })),
        [{ name: 'leak' }],
      ],
      history: [
        ['Set duration to 20 ms', false],
        ['Set duration to 10 ms', true],
        ['Add mechanism leak', true],
        ['Set duration to 5 ms', true],
        ['Import cell2.swc', true],
        ['Import cell1.swc', true],
      ],
      runs: [
        {
          label: 'Control',
          state: 'finished',
          spikes: [{ timesMs: Float64Array.of(1.25, 2.5) }],
          frames: [{ tMs: 0, values: Float32Array.of(-65, -64.5) }],
          windows: /version-[12]/.test(name)
            ? [[-65, -60]]
            : [
                [-65, -60],
                [0.05, 0.9],
              ],
        },
      ],
    })
    const recipes = store.documents.list('morphology').flatMap(cell => store.recipes.get(cell.name) ?? [])
    expect(recipes).toHaveLength(/version-[123]/.test(name) ? 0 : 1)
    if (!name.includes('version-1'))
      expect(readEverything(store)).toMatchObject({
        conditions: [[5, [4, 5, 6]]],
        sweeps: [
          {
            label: 'Amplitudes',
            state: 'interrupted',
            done: 1,
            values: [0.1, 0.2],
            summaries: [[-70, 20, -60, -65]],
            spikes: [[1.5]],
            trace: [-65, 20],
          },
        ],
      })
    expect(store.history.redo()).toBe(true)
    store.close()
    expect(checkIntegrity(copy)).toEqual({ sound: true, findings: [] })
  })

  it.each(fixtures.map(path => [basename(path), path]))(
    'opens or refuses %s with any damage',
    (name, path) => {
      const sound = readFileSync(path)
      const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 40,
      })
      const cut = fc.option(fc.nat(sound.length), { nil: sound.length })
      fc.assert(
        fc.property(damage, cut, (places, length) => {
          const bytes = Buffer.from(sound.subarray(0, length))
          for (const [at, byte] of places) if (at < length) bytes[at] = byte
          const copy = join(folder, `damaged-${name}`)
          writeFileSync(copy, bytes)
          try {
            const store = openProject(copy)
            try {
              readEverything(store)
            } finally {
              store.close()
            }
          } catch (error) {
            // Damage inside a stored JSON is found when it is read; everything else by SQLite, in our words.
            return error instanceof RpcError || error instanceof SyntaxError
          } finally {
            for (const left of globSync(`${copy}*`)) rmSync(left)
          }
          return true
        }),
        { seed: 4, numRuns: 200 },
      )
    },
  )
})
