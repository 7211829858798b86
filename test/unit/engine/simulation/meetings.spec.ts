import { describe, expect, it } from 'vitest'
import { createCatalogue, prepareCells } from '../../../../src-engine/index.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  type Recorded,
  simulateCells,
} from '../../../support/engine.ts'
import { doubleSynapse, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'

const catalogue = createCatalogue([...builtinCatalogue.list(), synapse, doubleSynapse, integrator, pulser])
const skipped = machineProblem ? ` (${machineProblem})` : ''

const groupsOf = (leastDelayMs: number, dtMs: number, mostNodesOfGroup?: number) => {
  const { models, network } = randomNetwork(3, 6, 6, leastDelayMs)
  const { run } = documentOf({ run: { dtMs } })
  const division = mostNodesOfGroup === undefined ? {} : { mostNodesOfGroup }
  const options = { threads: 2, machine: oracleMachine, ...division }
  return prepareCells(models, { run, globals: {}, network }, catalogue, options).value!.model.groups
}

const results = ({ traces, spikes }: Recorded) => ({ traces, spikes })

describe('simulation groups that meet', () => {
  it('keeps together what is connected within a step, and parts what is not', () => {
    const apart = groupsOf(0.3, 0.25, 1)
    expect(apart.length).toBeGreaterThanOrEqual(6)
    expect(groupsOf(0, 0.25, 1).length).toBeLessThan(apart.length)
    expect(apart.some(({ events }) => (events?.remoteIds.length ?? 0) > 0)).toBe(true)
    expect(groupsOf(0.3, 0.25)).toHaveLength(1)
  })

  it.each([0.3, 1])(
    'gives the oracle the same numbers with all cells apart (delays from %d ms)',
    async least => {
      const { models, network } = randomNetwork(11, 4, 6, least)
      const options = { catalogue, network, machine: oracleMachine }
      const run = { dtMs: 0.25, tStopMs: 12 }
      const whole = results(await simulateCells(models, run, options))
      expect(Object.values(whole.spikes).flat().length).toBeGreaterThan(20)
      expect(results(await simulateCells(models, run, { ...options, mostNodesOfGroup: 1 }))).toEqual(whole)
    },
  )

  it.skipIf(!machine)(
    `gives the same bits whatever the division, the threads and the stretches${skipped}`,
    async () => {
      for (let seed = 1; seed <= 8; seed++) {
        const least = [0, 0.3, 0.26, 1][seed % 4]!
        const { models, network } = randomNetwork(seed, 7, 9, least)
        const run = { dtMs: seed % 2 === 0 ? 0.25 : 0.1, tStopMs: 15 }
        const options = { catalogue, network }
        const whole = results(await simulateCells(models, run, { ...options, machine: oracleMachine }))
        for (const [threads, mostNodesOfGroup, stretch] of [
          [1, 1000, 1000],
          [1, 1, 7],
          [2, 1, 1000],
          [2, 20, 13],
          [3, 1, 5],
          [3, 12, 1000],
        ] as const) {
          const divided = { ...options, threads, mostNodesOfGroup, stretch }
          expect(
            results(await simulateCells(models, run, divided)),
            `seed ${seed}, ${threads} threads`,
          ).toEqual(whole)
        }
      }
    },
  )
})
