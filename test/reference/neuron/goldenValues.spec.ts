import { describe, expect, it } from 'vitest'
import { singleCompartment } from '../../support/cells.ts'
import { documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'

const soma = { section: 'soma[0]', x: 0.5 }

const model = documentOf({
  mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} }],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 1, dur: 3, amp: 0.3 } }],
  probes: [
    { id: 'v', at: soma, variable: 'v' },
    { id: 'ina', at: soma, variable: 'ina' },
  ],
  spikes: [{ id: 'spike', at: soma, thresholdMv: 10 }],
  run: { tStopMs: 8 },
})

/** NEURON 8.2.2, usetable_hh = 0, secondorder 0 and 1: v at samples 40, 80, 120, 200, and ina at sample 120. */
const golden = {
  'backward-euler': {
    v: [-64.97571297665202, -31.47592320848765, 19.048627362212734, -75.53859438598414],
    ina: -0.697870909723019,
  },
  'crank-nicolson': {
    v: [-64.97554918576253, -30.47933906251577, 17.874694497683052, -75.89145229421965],
    ina: -0.7194610854678631,
  },
}

describe.skipIf(!machine)(
  `golden values of one HH compartment${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each(['backward-euler', 'crank-nicolson'] as const)('%s gives NEURON’s numbers', async method => {
      const { timesMs, traces, spikes } = await simulate(
        { ...model, run: { ...model.run, method } },
        singleCompartment(),
      )
      expect(timesMs).toHaveLength(321)
      expect(timesMs.at(-1)).toBe(8.00000000000008)
      // NEURON differentiates the current numerically over 0.001 mV: the last digits of its conductances are rounding.
      for (const [index, sample] of [40, 80, 120, 200].entries())
        expect(Math.abs(traces.v![sample]! - golden[method].v[index]!)).toBeLessThan(1e-10)
      expect(Math.abs(traces.ina![120]! - golden[method].ina)).toBeLessThan(1e-11)
      expect(spikes.spike).toEqual([2.2000000000999975])
    })
  },
)
