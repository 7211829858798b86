import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Model, type Section } from '../../../src-main/library/index.ts'
import { machine, machineProblem } from '../../support/engine.ts'
import { crossings, exactCable, rallpack, relativeRms } from './exactCable.ts'

/** What NEURON 8.2.2 gives for the same: record.py. */
const neuron = JSON.parse(readFileSync(join(import.meta.dirname, 'neuron.json'), 'utf8')) as {
  readonly rallpack1: Readonly<Record<'implicit' | 'crankNicolson', readonly number[]>>
  readonly rallpack2: Readonly<Record<'implicit' | 'crankNicolson', readonly number[]>>
  readonly rallpack3: Readonly<Record<'implicit' | 'crankNicolson' | 'fine', readonly number[]>>
}

const methods = [
  ['implicit', 'backward-euler'],
  ['crankNicolson', 'crank-nicolson'],
] as const

const { ra, cm, g, e, amp } = rallpack
const settings = { vInitMv: e, dtMs: 0.05, tStopMs: 250 } as const

/** Errors are equal but for the rounding of both programs, which in 5000 steps reaches 1e-9 of v. */
const noLarger = 1 + 1e-4

const expectNoLarger = (errors: readonly number[], than: readonly number[]) =>
  errors.forEach((error, end) => expect(error).toBeLessThanOrEqual(than[end]! * noLarger + 1e-9))

describe.skipIf(!machine)(`Rallpacks${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it.each(methods)('1: a passive cable of 1000 compartments, %s', async (name, method) => {
    const model = new Model({ ...settings, method })
    const cell = model.cell()
    const cable = cell.section('dend', { lengthUm: 1000, diameterUm: 1, nseg: 1000 })
    cell.insert('pas', cable, { g, e }).set('Ra', ra).set('cm', cm)
    cell.place('IClamp', cable.at(0), { del: 0, dur: 1e9, amp })
    const ends = [0, 1].map(x => model.record(cable.at(x)))
    const run = await model.run({ threads: 1 })
    const exact = exactCable({ diameterUm: 1, lengthUm: 1000 })
    const errors = ends.map((end, x) => relativeRms(run.trace(end), ms => exact(x, ms)))
    expectNoLarger(errors, neuron.rallpack1[name])
    // NSuite’s criterion.
    expect(Math.max(...errors)).toBeLessThan(1e-3)
  })

  it.each(methods)('2: a tree of 1023 branches that amounts to a cable, %s', async (name, method) => {
    const model = new Model({ ...settings, method })
    const cell = model.cell()
    const branches: Section[] = []
    for (let number = 0; number < 1023; number++) {
      const level = Math.floor(Math.log2(number + 1))
      const parent = branches[Math.floor((number - 1) / 2)]
      branches.push(
        cell.section(`dend[${number}]`, {
          lengthUm: 32 * 2 ** (-level / 3),
          diameterUm: 16 * 2 ** ((-2 * level) / 3),
          nseg: 1,
          ...(parent ? { on: parent.at(1) } : {}),
        }),
      )
    }
    cell.insert('pas', 'all', { g, e }).set('Ra', ra).set('cm', cm)
    cell.place('IClamp', branches[0]!.at(0), { del: 0, dur: 1e9, amp })
    const ends = [branches[0]!.at(0), branches.at(-1)!.at(1)].map(place => model.record(place))
    const run = await model.run({ threads: 1 })
    const exact = exactCable({ diameterUm: 16, lengthUm: 320 })
    const errors = ends.map((end, x) => relativeRms(run.trace(end), ms => exact(x, ms)))
    expectNoLarger(errors, neuron.rallpack2[name])
    expect(Math.max(...errors)).toBeLessThan(1e-3)
  })

  it('3: an axon that fires: times at the far end as near to the converged ones as NEURON’s', async () => {
    const times = async (dtMs: number, method: 'backward-euler' | 'crank-nicolson') => {
      const model = new Model({ vInitMv: e, dtMs, tStopMs: 50, method })
      const cell = model.cell()
      const cable = cell.section('dend', { lengthUm: 1000, diameterUm: 1, nseg: 1000 })
      cell.insert('hh', cable).set('Ra', ra).set('cm', cm)
      cell.place('IClamp', cable.at(0), { del: 0, dur: 1e9, amp })
      const v = model.record(cable.at(1))
      return crossings((await model.run({ threads: 1 })).trace(v))
    }
    const { fine, implicit, crankNicolson } = neuron.rallpack3
    for (const [found, peer] of [
      [await times(0.025, 'backward-euler'), implicit],
      [await times(0.0125, 'crank-nicolson'), crankNicolson],
    ] as const) {
      expect(found.length).toBe(fine.length)
      found.forEach((ms, spike) => {
        const error = Math.abs(ms - fine[spike]!)
        expect(error).toBeLessThanOrEqual(Math.abs(peer[spike]! - fine[spike]!) + 1e-6)
      })
    }
  }, 60_000)
})
