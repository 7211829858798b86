import { describe, expect, it } from 'vitest'
import { machine, machineProblem } from '../../support/engine.ts'
import { cases, read, recordedOf } from './runCase.ts'

interface Reference {
  readonly cases: Readonly<
    Record<
      string,
      readonly {
        readonly step: number
        readonly v: readonly (readonly number[])[]
        readonly unknowns: readonly number[]
      }[]
    >
  >
}

const reference = read('neuron.json') as Reference

describe.skipIf(!machine)(
  `circuits against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases)
      it(one.name, async () => {
        const { traces } = await recordedOf(one)
        const samples = reference.cases[one.name]!
        expect(samples.length).toBeGreaterThan(30)
        for (const { step, v, unknowns } of samples) {
          v.forEach((cell, index) =>
            cell.forEach((expected, compartment) =>
              expect(
                Math.abs(traces[`v ${'ab'[index]!} ${compartment}`]![step]! - expected),
                `v of compartment ${compartment} of cell ${index} at step ${step}`,
                // Rounding, and NEURON's difference quotients of the currents of hh, while action potentials grow.
              ).toBeLessThan(1e-7),
            ),
          )
          unknowns.forEach((expected, index) =>
            expect(
              Math.abs(traces[one.record[index]!]![step]! - expected) / Math.max(1, Math.abs(expected)),
              `${one.record[index]!} at step ${step}`,
            ).toBeLessThan(1e-8),
          )
        }
      })
  },
)
