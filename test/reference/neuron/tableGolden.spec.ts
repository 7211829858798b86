import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'

const builtin = resolve(import.meta.dirname, '../../../resources/mechanisms/builtin/hh.mod')

/** The squid axon with the table that NEURON's own hh has: 200 intervals of 1 mV. */
const tabulated = readFileSync(builtin, 'utf8')
  .replace('SUFFIX hh', 'SUFFIX hhtable')
  .replace(
    'LOCAL opening',
    'TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200\n  LOCAL opening',
  )

const soma = { section: 'soma[0]', x: 0.5 }

const model = (usetable: number) =>
  documentOf({
    mechanisms: [{ id: 'hh', mechanism: 'hhtable', region: 'soma', parameters: {} }],
    globals: { 'hhtable.usetable': usetable },
    pointProcesses: [
      { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 1, dur: 3, amp: 0.3 } },
    ],
    probes: [
      { id: 'v', at: soma, variable: 'v' },
      { id: 'ina', at: soma, variable: 'ina' },
    ],
    run: { tStopMs: 8 },
  })

/** NEURON 8.2.2, usetable_hh = 1 and 0, secondorder 0, 1 and 2: v at samples 40, 80, 120, 200, and ina at sample 120. */
const golden = [
  [
    1,
    'backward-euler',
    [-64.97554793406478, -31.42669951994164, 19.03106855874869, -75.54006955369523],
    -0.6980914342409184,
  ],
  [
    1,
    'crank-nicolson',
    [-64.9753817179118, -30.4288143892945, 17.857800171042246, -75.8922223309349],
    -0.7196590654598259,
  ],
  [
    1,
    'crank-nicolson-corrected',
    [-64.9753817179118, -30.4288143892945, 17.857800171042246, -75.8922223309349],
    -0.7345405006640237,
  ],
  [
    0,
    'backward-euler',
    [-64.97571297665202, -31.47592320848765, 19.048627362212734, -75.53859438598414],
    -0.697870909723019,
  ],
] as const

describe.skipIf(!machine)(
  `golden values of a tabulated HH compartment${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each(golden)('are NEURON’s with usetable %s by %s', async (usetable, method, v, ina) => {
      const document = model(usetable)
      const { traces } = await simulate(
        { ...document, run: { ...document.run, method } },
        singleCompartment(),
        {
          catalogue: catalogueWith({ 'hhtable.mod': tabulated }),
        },
      )
      // NEURON differentiates the current numerically over 0.001 mV: the last digits of its conductances are rounding.
      for (const [index, sample] of [40, 80, 120, 200].entries())
        expect(Math.abs(traces.v![sample]! - v[index]!), `sample ${sample}`).toBeLessThan(1e-9)
      expect(Math.abs(traces.ina![120]! - ina)).toBeLessThan(1e-10)
    })
  },
)
