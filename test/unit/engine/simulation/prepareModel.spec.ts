import { describe, expect, it } from 'vitest'
import { emptyModel, prepareModel } from '../../../../src-engine/index.ts'
import type { MechanismField } from '../../../../src-engine/kernel/compiledMechanism.ts'
import { startRun } from '../../../../src-engine/simulation/run.ts'
import { machine, machineProblem, recordAll } from '../../../support/engine.ts'
import { hook } from '../../../support/eventMechanisms.ts'
import { mechanismOf } from '../../../support/mechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const field = (
  name: string,
  role: MechanismField['role'],
  value: number,
  scope: MechanismField['scope'],
) => ({
  name,
  role,
  scope,
  unit: '1',
  default: value,
})

/** x' = −k·x, by implicit Euler, from x0. */
const decay = mechanismOf({
  name: 'decay',
  kind: 'model',
  fields: [
    field('k', 'parameter', 1, 'global'),
    field('x0', 'parameter', 2, 'range'),
    field('x', 'state', 0, 'range'),
  ],
  programs: {
    initialise: hook('decay.initialise', h => h.store('x', h.own('x0'))),
    state: hook('decay.state', h =>
      h.store('x', h.div(h.own('x'), h.add(h.number(1), h.mul(h.uniform('dt'), h.uniform('k'))))),
    ),
  },
})
const run = { ...emptyModel('').run, dtMs: 0.1, tStopMs: 1 }

describe('simulation of a model without a membrane', () => {
  const options = { threads: 1, machine: oracleMachine }

  it('runs one instance with its parameters and records its variables', async () => {
    const { value } = prepareModel(decay, { run, parameters: { k: 3, x0: 5 }, record: ['x', 'k'] }, options)
    const { traces } = await recordAll(value!, startRun(value!, oracleMachine))
    let x = 5
    traces.x!.forEach((got, step) => {
      if (step > 0) x /= 1 + 0.1 * 3
      expect(got).toBeCloseTo(x, 14)
    })
    expect(traces.x).toHaveLength(11)
    expect(new Set(traces.k)).toEqual(new Set([3]))
  })

  it.skipIf(!machine)(
    `gives the same bits on the machine${machineProblem ? ` (${machineProblem})` : ''}`,
    async () => {
      const recorded = await Promise.all(
        [oracleMachine, machine!].map(async on => {
          const { value } = prepareModel(
            decay,
            { run, parameters: {}, record: ['x'] },
            { threads: 2, machine: on },
          )
          return (await recordAll(value!, startRun(value!, on))).traces
        }),
      )
      expect(recorded[1]).toEqual(recorded[0])
    },
  )

  it.each([
    ['an unknown parameter', { parameters: { q: 1 }, record: [] }, 'model/unknown-parameter'],
    ['an unknown variable', { parameters: {}, record: ['q'] }, 'model/unknown-process-variable'],
    ['a step of nothing', { parameters: {}, record: [], run: { ...run, dtMs: 0 } }, 'model/bad-step'],
  ])('refuses %s', (_, change, code) => {
    const { value, diagnostics } = prepareModel(decay, { run, ...change }, options)
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toContain(code)
  })
})
