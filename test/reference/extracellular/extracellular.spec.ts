import { describe, expect, it } from 'vitest'
import { machine, machineProblem } from '../../support/engine.ts'
import { type Case, caseNamed, cases, reference, runOf, type Variable, variables } from './runCase.ts'

/** Largest difference between a run and what NEURON had, by variable. */
async function differences(one: Case): Promise<Record<Variable, number>> {
  const { of } = await runOf(one)
  const worst: Record<Variable, number> = { v: 0, 'vext[0]': 0, 'vext[1]': 0, i_membrane: 0 }
  for (const { step, numbers } of reference.cases[one.name]!.samples)
    for (const variable of variables)
      numbers[variable].forEach((expected, compartment) => {
        const ours = of(variable, compartment)?.[step]
        if (expected === null) expect(ours, `${variable} of compartment ${compartment}`).toBeUndefined()
        else worst[variable] = Math.max(worst[variable], Math.abs(ours! - expected))
      })
  return worst
}

const limits: Readonly<Record<Variable, number>> = {
  // Rounding, and NEURON's difference quotient of the currents of hh; the largest seen is 3e-11 mV.
  v: 1e-9,
  'vext[0]': 1e-9,
  'vext[1]': 1e-9,
  // Differences of numbers of the size of v times cm/dt.
  i_membrane: 1e-11,
}

describe.skipIf(!machine)(
  `layers outside against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases)
      it(one.name, async () => {
        const worst = await differences(one)
        for (const variable of variables) expect(worst[variable], variable).toBeLessThan(limits[variable])
      })

    it('sees action potentials where they are meant to be', async () => {
      for (const [start, compartment] of [
        ['a myelinated', 22],
        ['a motor', 19],
        ['an axon that', 12],
      ] as const) {
        const { samples } = reference.cases[caseNamed(start).name]!
        expect(Math.max(...samples.map(({ numbers }) => numbers.v[compartment]!)), start).toBeGreaterThan(0)
      }
    })

    // Where an axon fires, errors fall by the square from shorter steps on only.
    for (const [start, dtMs] of [
      ['one compartment', 0.05],
      ['branches with', 0.05],
      ['an axon that', 0.0125],
    ] as const)
      it(`approaches what NEURON does by the square of dt with Crank–Nicolson: ${start} …`, async () => {
        const one = caseNamed(start)
        const exact = reference.cases[one.name]!.convergence!
        const errorAt = async (dt: number) => {
          const { of } = await runOf(one, { dtMs: dt, method: 'crank-nicolson' })
          return Math.max(...exact.map((expected, k) => Math.abs(of('v', k)!.at(-1)! - expected)))
        }
        const [coarse, fine] = [await errorAt(dtMs), await errorAt(dtMs / 2)]
        expect(fine).toBeLessThan(1e-4)
        expect(coarse / fine).toBeGreaterThan(3.5)
      })
  },
)
