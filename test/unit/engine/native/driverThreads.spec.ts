import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type CellModel,
  createCatalogue,
  prepareCells,
  readMorphology,
} from '../../../../src-engine/index.ts'
import { dumpModel } from '../../../../src-engine/native/dumpModel.ts'
import type { SharedSettings } from '../../../../src-engine/index.ts'
import { documentOf, libraryCatalogue } from '../../../support/engine.ts'
import { doubleSynapse, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'
import { cellsOf, wired } from '../../../support/wiredNetwork.ts'

const driver = resolve(import.meta.dirname, '../../../../out/native/driver-threads')
const folder = mkdtempSync(join(tmpdir(), 'hillock-threads-'))
afterAll(() => rmSync(folder, { recursive: true }))

const catalogue = createCatalogue([...libraryCatalogue().list(), synapse, doubleSynapse, integrator, pulser])

/** A tree of 40 branches, large enough for its steps to be shared. */
function largeCell(): CellModel {
  const sections = Array.from({ length: 40 }, (_, branch) => ({
    name: branch === 0 ? 'soma' : `dend[${branch - 1}]`,
    ...(branch === 0 ? {} : { parent: branch < 3 ? 'soma' : `dend[${Math.floor((branch - 3) / 2)}]` }),
    lengthUm: 110,
    diameterUm: 1,
  }))
  const text = JSON.stringify({ format: 'hillock-sections', version: 1, sections })
  const at = { section: 'soma', x: 0.5 }
  return {
    name: '',
    morphology: readMorphology('tree.json', new TextEncoder().encode(text)).value!,
    description: documentOf({
      discretisation: { kind: 'fixed', count: 110 },
      mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
      pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 0, dur: 1e9, amp: 1 } }],
      probes: [{ id: 'v', at, variable: 'v' }],
    }),
  }
}

/** The fingerprint of the traces, by the name of the kernels; fails where a race was seen. */
function replay(
  cells: readonly CellModel[],
  shared: SharedSettings,
  threads: number,
  mostNodesOfGroup: number,
) {
  const { value } = prepareCells(cells, shared, catalogue, {
    threads,
    mostNodesOfGroup,
    machine: { arenaOffset: () => 0 },
  })
  const { model, steps } = value!
  const file = join(folder, `${threads}`)
  const { dtMs } = shared.run
  writeFileSync(
    file,
    dumpModel(model, new Float64Array(model.arena, 0, model.arenaLength), {
      dtMs,
      method: 'backward-euler',
      steps,
      threads,
    }),
  )
  const { status, stdout, stderr } = spawnSync(driver, [file], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  // Every kind of kernels has come to the end of the run.
  for (const line of stdout.trim().split('\n')) expect(line.split(' ').at(-1)).toBe(String(steps))
  return { groups: model.groups.length, stdout }
}

// Built by `npm run build:addon -- --sanitize=thread`, which takes minutes; .ci/run does it.
describe.skipIf(!existsSync(driver))('native driver under the thread sanitizer', () => {
  it(
    'lets groups meet on two and three threads without a race, with the bits of one',
    { timeout: 120_000 },
    () => {
      const { models, network } = randomNetwork(5, 5, 8, 0.3)
      const shared = { run: { ...documentOf({}).run, dtMs: 0.25, tStopMs: 10 }, globals: {}, network }
      const [one, two, three] = [1, 2, 3].map(threads => replay(models, shared, threads, 1))
      expect(one!.groups).toBeGreaterThan(4)
      expect(two!.stdout).toBe(one!.stdout)
      expect(three!.stdout).toBe(one!.stdout)
    },
  )

  it('lets cells go by steps of their own on two and three threads', { timeout: 120_000 }, () => {
    const { run } = documentOf({})
    const shared = {
      run: {
        ...run,
        dtMs: 0.2,
        tStopMs: 15,
        method: 'adaptive' as const,
        adaptive: { step: 'local' as const },
      },
      globals: {},
      network: wired(2, 6, 0.5),
    }
    // Some artificial cells go ahead of cells, which they reach at once.
    expect(shared.network.connections!.some(({ delayMs }) => delayMs === 0)).toBe(true)
    const [one, two, three] = [1, 2, 3].map(threads => replay(cellsOf(6), shared, threads, 1))
    expect(one!.groups).toBe(7)
    expect(two!.stdout).toBe(one!.stdout)
    expect(three!.stdout).toBe(one!.stdout)
  })

  it('shares the steps of a large cell without a race', { timeout: 120_000 }, () => {
    const shared = { run: { ...documentOf({}).run, tStopMs: 0.5 }, globals: {} }
    const [one, two, three] = [1, 2, 3].map(threads => replay([largeCell()], shared, threads, 1e6))
    expect(two!.stdout).toBe(one!.stdout)
    expect(three!.stdout).toBe(one!.stdout)
  })
})
