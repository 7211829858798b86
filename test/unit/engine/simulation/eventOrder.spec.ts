import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../../../src-engine/index.ts'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import { singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  type Recorded,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import { counter, doubleSynapse, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'

const catalogue = createCatalogue([
  ...builtinCatalogue.list(),
  synapse,
  doubleSynapse,
  integrator,
  pulser,
  counter,
])

/** Pulsers with these starts, all connected with one counter with delay 1 (or `delays`) and the weights 1, 2, 3 … */
function arrivals(starts: readonly number[], delays?: readonly number[]): Partial<ModelDocument> {
  return {
    artificialCells: [
      { id: 'c', mechanism: 'Counter', parameters: {} },
      ...starts.map((start, k) => ({ id: `p${k}`, mechanism: 'Pulser', parameters: { start } })),
    ],
    connections: starts.map((_, k) => ({
      id: `p${k}`,
      source: { kind: 'process', process: `p${k}` },
      target: 'c',
      delayMs: delays?.[k] ?? 1,
      weights: [k + 1],
    })),
    processProbes: [{ id: 'sum', variable: 'c.sum' }],
  }
}

/** The counter's sum says in which order the weights came: each doubles what was there and adds its own. */
async function sumOf(document: Partial<ModelDocument>): Promise<number> {
  const run = { dtMs: 0.25, tStopMs: 3, eventOrder: 'neuron' as const }
  const { traces } = await simulate(documentOf({ ...document, run }), singleCompartment(), {
    machine: oracleMachine,
    catalogue,
  })
  return traces.sum!.at(-1)!
}
const sum = (...weights: readonly number[]) => weights.reduce((total, weight) => 2 * total + weight, 0)

describe('simulation order of events as NEURON’s', () => {
  it('puts the first of all behind others of its time when an earlier one is added', async () => {
    // p0, p1, p2 wait for 1. What p3 sends itself for 0.5 puts p0 behind p2, and its firing at 0.5 puts p1 behind p0.
    expect(await sumOf(arrivals([1, 1, 1, 0.5], [1, 1, 1, 0]))).toBe(sum(4, 3, 1, 2))
  })

  it('keeps events of one time in the order in which they were added otherwise', async () => {
    expect(await sumOf(arrivals([0.5, 1, 1, 1], [1.5, 1, 1, 1]))).toBe(sum(1, 2, 3, 4))
  })

  it.skipIf(!machine)(
    `is one order whatever the threads are, and the oracle’s${machineProblem ? ` (${machineProblem})` : ''}`,
    async () => {
      const results = ({ traces, spikes }: Recorded) => ({ traces, spikes })
      for (let seed = 1; seed <= 4; seed++) {
        const { models, network } = randomNetwork(seed, 5, 6)
        const run = { dtMs: 0.25, tStopMs: 15 }
        const options = { catalogue, network }
        const neuron = { ...run, eventOrder: 'neuron' as const }
        const slow = results(await simulateCells(models, neuron, { ...options, machine: oracleMachine }))
        for (const threads of [1, 2])
          expect(results(await simulateCells(models, neuron, { ...options, threads }))).toEqual(slow)
        if (seed > 1) continue
        const own = results(await simulateCells(models, run, options))
        expect(own.spikes).not.toEqual(slow.spikes)
      }
    },
  )
})
