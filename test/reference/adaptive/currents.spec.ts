import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cellOf } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem, simulate } from '../../support/engine.ts'

type Name = 'v' | 'i_cap' | 'i_membrane_'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'currents.json'), 'utf8')) as {
  readonly sampleMs: number
  /** By mechanism and variable: [compartments][samples]. */
  readonly cases: Readonly<Record<string, Readonly<Record<Name, readonly (readonly number[])[]>>>>
}

const catalogue = libraryCatalogue()
const cell = cellOf([
  { lengthUm: 20, diameterUm: 20, type: 1 },
  { lengthUm: 120, diameterUm: 2, parent: 0 },
])
const places = [
  { section: 'soma[0]', x: 0.5 },
  ...[1, 3, 5].map(sixth => ({ section: 'dend[0]', x: sixth / 6 })),
]
const clamps = {
  IClamp: { del: 1.1, dur: 3, amp: 0.5 },
  SEClamp: { rs: 3, dur1: 1.1, amp1: -65, dur2: 3, amp2: -20, dur3: 2.7, amp3: -75 },
}

const documentWith = (mechanism: keyof typeof clamps, electrodes = false) =>
  documentOf({
    properties: [
      { id: 'Ra', property: 'Ra', region: 'all', value: 35.4 },
      { id: 'some', property: 'nseg', region: 'dend', value: 3 },
    ],
    mechanisms: [
      { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
      { id: 'pas', mechanism: 'pas', region: 'dend', parameters: { e: -65 } },
    ],
    pointProcesses: [{ id: 'clamp', mechanism, at: places[0]!, parameters: clamps[mechanism] }],
    probes: [
      ...(['v', 'i_cap', 'i_membrane_'] as const).flatMap(variable =>
        places.map((at, k) => ({ id: `${variable} ${k}`, at, variable })),
      ),
      { id: 'injected', at: places[0]!, variable: 'clamp.i' },
    ],
    ...(electrodes
      ? {
          electrodes: [
            {
              id: 'far',
              at: { xUm: 10, yUm: 100, zUm: 0 },
              sources: 'point' as const,
              medium: { kind: 'resistive' as const, sigmaSPerM: 0.3 },
            },
          ],
        }
      : {}),
    run: {
      dtMs: reference.sampleMs,
      tStopMs: 8,
      vInitMv: -65,
      celsius: 6.3,
      method: 'adaptive',
      adaptive: { absoluteTolerance: 1e-9 },
    },
  })

describe.skipIf(!machine)(
  `currents of compartments in steps of adaptive length${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const mechanism of ['IClamp', 'SEClamp'] as const) {
      it(`are those of NEURON with CVODE: ${mechanism}`, async () => {
        const { traces } = await simulate(documentWith(mechanism), cell, { catalogue })
        for (const [name, limit] of [
          ['v', 1e-6],
          // dv/dt of v at a tolerance of 1e-9 mV, in steps of about 1e-3 ms.
          ['i_cap', 1e-6],
          ['i_membrane_', 1e-6],
        ] as const)
          reference.cases[mechanism]![name].forEach((expected, k) =>
            expected.forEach((value, sample) =>
              expect(
                Math.abs(traces[`${name} ${k}`]![sample]! - value),
                `${name} ${k} at ${sample}`,
              ).toBeLessThan(limit),
            ),
          )
      })

      it(`add up to what is injected: ${mechanism}`, async () => {
        const { traces } = await simulate(documentWith(mechanism), cell, { catalogue })
        traces.injected!.forEach((injected, sample) => {
          const sum = places.reduce((all, _, k) => all + traces[`i_membrane_ ${k}`]![sample]!, 0)
          expect(Math.abs(sum - injected)).toBeLessThan(1e-12)
        })
      })
    }

    it('make the potentials that electrodes record, far away that of one point', async () => {
      const { traces } = await simulate(documentWith('IClamp', true), cell, { catalogue })
      const largest = Math.max(...traces.far!.map(Math.abs))
      expect(largest).toBeGreaterThan(0)
      const fixed = documentWith('IClamp', true)
      const fine = await simulate(
        { ...fixed, run: { ...fixed.run, method: 'crank-nicolson', dtMs: 0.002 } },
        cell,
        { catalogue },
      )
      const every = Math.round(reference.sampleMs / 0.002)
      traces.far!.forEach((value, sample) => {
        if (sample > 0)
          expect(Math.abs(value - fine.traces.far![sample * every]!)).toBeLessThan(0.01 * largest)
      })
    })
  },
)
