import { describe, expect, it } from 'vitest'
import type { EventOrder } from '../../../../src-engine/kernel/nativeEvents.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { seeded } from '../../../support/seeded.ts'

/** Cells that keep an event to themselves at the moment when they will fire, and move it whenever input comes. */
function crowd(eventOrder: EventOrder) {
  const random = seeded(3)
  const pick = (count: number) => Math.floor(random() * count)
  const cells = Array.from({ length: 120 }, (_, k) => ({
    id: `f${k}`,
    mechanism: k % 2 === 0 ? 'IntFire4' : 'IntFire2',
    parameters: {},
  }))
  const sources = Array.from({ length: 8 }, (_, k) => ({
    id: `s${k}`,
    mechanism: 'NetStim',
    parameters: { interval: 0.5 + 0.25 * pick(4), number: 1000, start: 0.25 * pick(4) },
  }))
  return documentOf({
    artificialCells: [...cells, ...sources],
    connections: Array.from({ length: 600 }, (_, k) => ({
      id: `c${k}`,
      source: { kind: 'process', process: random() < 0.6 ? `s${pick(8)}` : `f${pick(120)}` },
      target: `f${pick(120)}`,
      delayMs: 0.25 * (1 + pick(4)),
      weights: [random() < 0.8 ? 0.2 * random() : -0.1 * random()],
    })),
    processSpikes: cells.map(({ id }) => ({ id, process: id })),
    run: { dtMs: 0.25, tStopMs: 30, eventOrder },
  })
}

describe.skipIf(!machine)(`simulation moved events${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it.each(['hillock', 'neuron'] as const)('come as in the oracle, in the order %s', async order => {
    const options = { catalogue: libraryCatalogue() }
    const fast = await simulate(crowd(order), singleCompartment(), options)
    const slow = await simulate(crowd(order), singleCompartment(), { ...options, machine: oracleMachine })
    const fired = Object.values(fast.spikes).reduce((sum, { length }) => sum + length, 0)
    expect(fired).toBeGreaterThan(100)
    expect(fast.spikes).toEqual(slow.spikes)
  })
})
