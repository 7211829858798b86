import { describe, expect, it } from 'vitest'
import { bushyCell } from '../../../support/cells.ts'
import { documentOf, machine, machineProblem, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const document = documentOf({
  discretisation: { kind: 'fixed', count: 3 },
  mechanisms: [
    { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
    { id: 'hh axon', mechanism: 'hh', region: 'axon', parameters: { gnabar: 0.2 } },
    { id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 0.0001 } },
  ],
  pointProcesses: [
    {
      id: 'clamp',
      mechanism: 'IClamp',
      at: { section: 'dend[2]', x: 1 },
      parameters: { del: 0.2, dur: 3, amp: 0.8 },
    },
    {
      id: 'soma',
      mechanism: 'IClamp',
      at: { section: 'soma', x: 0.5 },
      parameters: { del: 0.5, dur: 1, amp: 1.5 },
    },
  ],
  probes: [
    { id: 'soma', at: { section: 'soma', x: 0.5 }, variable: 'v' },
    { id: 'end', at: { section: 'dend[2]', x: 1 }, variable: 'v' },
    { id: 'fork', at: { section: 'soma', x: 1 }, variable: 'v' },
    { id: 'ina', at: { section: 'axon[1]', x: 0.2 }, variable: 'ina' },
    { id: 'm', at: { section: 'soma', x: 0.5 }, variable: 'm_hh' },
    { id: 'i', at: { section: 'soma', x: 0.5 }, variable: 'clamp.i' },
  ],
  spikes: [{ id: 'axon', at: { section: 'axon[1]', x: 1 }, thresholdMv: -30 }],
  run: { tStopMs: 5 },
})

describe.skipIf(!machine)(
  `simulation against the oracle${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each(['backward-euler', 'crank-nicolson'] as const)(
      'the machine agrees bit for bit: %s',
      async method => {
        const settled = { ...document, run: { ...document.run, method } }
        const native = await simulate(settled, bushyCell())
        const slow = await simulate(settled, bushyCell(), { machine: oracleMachine })
        expect(native.traces).toEqual(slow.traces)
        expect(native.timesMs).toEqual(slow.timesMs)
        expect(native.spikes).toEqual(slow.spikes)
        expect(native.spikes.axon).not.toHaveLength(0)
      },
    )
  },
)
