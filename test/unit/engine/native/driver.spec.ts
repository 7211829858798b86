import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCatalogue, emptyModel, prepareCells } from '../../../../src-engine/index.ts'
import type { NativeModel } from '../../../../src-engine/kernel/abi.ts'
import { dumpModel, type DumpedRun } from '../../../../src-engine/native/dumpModel.ts'
import { builtinCatalogue } from '../../../support/engine.ts'
import { doubleSynapse, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { hhModel } from '../../../support/hhModel.ts'
import { bindByHand, programOfEveryOperation } from '../../../support/programs.ts'
import { randomBuilt, sharedLength } from '../../../support/randomBuilt.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'
import { seeded } from '../../../support/seeded.ts'

const driver = resolve(import.meta.dirname, '../../../../out/native/driver-sanitized')
const folder = mkdtempSync(join(tmpdir(), 'hillock-driver-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The driver lays the arena at a 64-byte boundary itself. */
const anywhere = { arenaOffset: () => 0 }

function replay(name: string, model: NativeModel, values: Float64Array, run: DumpedRun) {
  const file = join(folder, name)
  writeFileSync(file, dumpModel(model, values, run))
  return spawnSync(driver, [file], { encoding: 'utf8' })
}

/** Cells that excite each other through synapses, and artificial cells among them. */
function connectedCells() {
  const { models, network } = randomNetwork(5, 5, 8)
  const run = { ...emptyModel('').run, tStopMs: 20 }
  const own = [synapse, doubleSynapse, integrator, pulser]
  const { value } = prepareCells(
    models,
    { run, globals: {}, network },
    createCatalogue([...builtinCatalogue.list(), ...own]),
    { threads: 2, machine: anywhere },
  )
  const { model, steps } = value!
  return { prepared: { model, values: new Float64Array(model.arena, 0, model.arenaLength) }, run, steps }
}

// Built by `npm run build:addon -- --sanitize`, which takes a minute; .ci/run does it.
describe.skipIf(!existsSync(driver))('native driver under address and undefined-behaviour sanitizers', () => {
  it.each([true, false])(
    'replays cells side by side (%s) on two threads with equal bits everywhere',
    sideBySide => {
      const { model, values } = hhModel(anywhere, {
        cells: 5,
        rows: 6,
        sideBySide,
        groups: [
          [0, 1, 2],
          [3, 4],
        ],
      })
      const { status, stdout, stderr } = replay(`cells-${sideBySide}`, model, values, {
        dtMs: 0.025,
        method: 'crank-nicolson',
        steps: 200,
        threads: 2,
      })
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(stdout.split('\n').length).toBeGreaterThan(3)
    },
  )

  it('runs connected cells, with events by the thousand', () => {
    const { prepared, run, steps } = connectedCells()
    const { model, values } = prepared
    expect(model.groups.some(({ events }) => (events?.connections.ids.length ?? 0) > 10)).toBe(true)
    const { status, stdout, stderr } = replay('network', model, values, {
      dtMs: run.dtMs,
      method: run.method === 'adaptive' ? 'backward-euler' : run.method,
      steps,
      threads: 2,
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout.split('\n').length).toBeGreaterThan(3)
  })

  it('runs every operation on edge values', () => {
    const { program } = programOfEveryOperation()
    const count = edgeValues.length
    const { model, call, values } = bindByHand(anywhere, program, {
      count,
      fill: (slot, index) => edgeValues[(index * [1, 5, 11][slot % 3]!) % count] ?? 0,
    })
    const outputs = Array.from(call.columns.subarray(3)).flatMap(address =>
      Array.from({ length: count }, (_, lane) => address + lane),
    )
    const groups = model.groups.map(group => ({
      ...group,
      calls: { state: [call] },
      probes: Int32Array.from(outputs),
    }))
    const { status, stderr } = replay('operations', { ...model, groups }, values, {
      dtMs: 0.025,
      method: 'backward-euler',
      steps: 1,
      threads: 1,
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('runs loops, elements, faults and events', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const built = randomBuilt(seeded(seed))
      if (!built) continue
      const random = seeded(seed)
      const { model, call, values } = bindByHand(anywhere, built.program, {
        count: 11,
        tables: {
          'ion:ca': {
            indices: Array.from({ length: 11 }, () => Math.floor(random() * sharedLength)),
            extent: sharedLength,
          },
        },
        fill: () => (random() - 0.3) * 10,
        uniform: () => random() * 3,
      })
      const outputs = Array.from(call.columns.subarray(-6), address => address + 10)
      const groups = model.groups.map(group => ({
        ...group,
        calls: { state: [call] },
        probes: Int32Array.from(outputs),
      }))
      const { status, stderr } = replay(`built-${seed}`, { ...model, groups }, values, {
        dtMs: 0.025,
        method: 'backward-euler',
        steps: 1,
        threads: 1,
      })
      expect([status, stderr], `seed ${seed}`).toEqual([0, ''])
    }
  })

  it.each([
    ['cells', () => hhModel(anywhere, { cells: 1, rows: 3, sideBySide: false, groups: [[0]] }), 37],
    ['events', () => connectedCells().prepared, 997],
  ] as const)('refuses a broken model of %s without reading beyond it', (_, make, stride) => {
    const { model, values } = make()
    const whole = dumpModel(model, values, { dtMs: 0.025, method: 'backward-euler', steps: 1, threads: 1 })
    for (let at = 28; at < whole.length - 8 * values.length; at += stride) {
      const broken = Uint8Array.from(whole)
      broken.fill(0xff, at, at + 4)
      const file = join(folder, 'broken')
      writeFileSync(file, broken)
      const { status, stderr } = spawnSync(driver, [file], { encoding: 'utf8', timeout: 20_000 })
      // Some words are numbers that may be anything; none may trip a sanitizer.
      expect(stderr).not.toContain('Sanitizer')
      expect(stderr).not.toContain('runtime error')
      expect([0, 1, 2]).toContain(status)
    }
  })
})
