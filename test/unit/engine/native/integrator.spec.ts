import { describe, expect, it } from 'vitest'
import type { IntegrationTrial } from '../../../../src-engine/native/integrationTrials.ts'
import { machines, noMachine } from '../../../support/machines.ts'

const integrate = (trial: IntegrationTrial) => machines[0]!.integrate(trial)

/** The largest error at the end, relative to the scale of the number. */
function errorOf(trial: IntegrationTrial, exact: readonly number[], scale = exact) {
  const { outcome, y } = integrate(trial)
  expect(outcome).toBe(0)
  return Math.max(...exact.map((value, k) => Math.abs((y[k]! - value) / scale[k]!)))
}

/** By formula, or from the literature: system, end, tolerances that fit, solution. */
const known: readonly {
  readonly title: string
  readonly trial: Omit<IntegrationTrial, 'absoluteTolerance'>
  readonly absolute: number
  readonly exact: readonly number[]
}[] = [
  {
    title: 'a decay, against exp',
    trial: { system: 'decay', end: 3 },
    absolute: 1,
    exact: [Math.exp(-3)],
  },
  {
    title: 'an oscillator over three periods, against cos and sin',
    trial: { system: 'oscillator', end: 20 },
    absolute: 1,
    exact: [Math.cos(20), -Math.sin(20)],
  },
  {
    title: 'a stiff equation that follows t²',
    trial: { system: 'follower', end: 2 },
    absolute: 1,
    exact: [4],
  },
  {
    title: 'van der Pol with ε = 10⁻⁶, against the Test Set for IVP Solvers',
    trial: { system: 'van der Pol', end: 2, relativeTolerance: 1 },
    absolute: 1,
    exact: [1.706167732170483, -0.8928097010247975],
  },
  {
    title: 'Robertson to t = 40, against Hairer & Wanner (Solving ODEs II)',
    trial: { system: 'Robertson', end: 40, relativeTolerance: 1 },
    absolute: 1e-4,
    exact: [0.7158270688, 0.9185534765e-5, 0.2841637457],
  },
  {
    title: 'Robertson to t = 10¹¹, against the Test Set for IVP Solvers',
    trial: { system: 'Robertson', end: 1e11, relativeTolerance: 1 },
    absolute: 1e-6,
    exact: [0.2083340149701255e-7, 0.833336077033471e-13, 0.999999979166505],
  },
]

describe.skipIf(noMachine !== undefined)('native integrator of adaptive steps', () => {
  for (const { title, trial, absolute, exact } of known)
    it(`comes closer as tolerances fall, to some hundred times the tolerance: ${title}`, () => {
      const errors = [1e-5, 1e-7, 1e-9].map(tolerance =>
        errorOf(
          {
            ...trial,
            absoluteTolerance: tolerance * absolute,
            ...(trial.relativeTolerance && { relativeTolerance: tolerance }),
          },
          exact,
        ),
      )
      // Each hundredth of the tolerance is worth at least a factor of five; at the end little is left.
      expect(errors[1]!).toBeLessThan(errors[0]! / 5)
      expect(errors[2]!).toBeLessThan(errors[1]! / 5)
      expect(errors[2]!).toBeLessThan(3e-7)
    })

  it('needs steps as the root of degree q + 1 of the tolerance, where it may use no higher order than q', () => {
    const stepsAt = (absoluteTolerance: number, maximumOrder: number) => {
      const { steps, orders } = integrate({ system: 'oscillator', end: 20, absoluteTolerance, maximumOrder })
      expect(orders.reduce((most, order) => Math.max(most, order))).toBe(maximumOrder)
      return steps
    }
    // Beyond the second order stability decides too: backward differentiation damps no oscillation there.
    for (const order of [1, 2]) {
      const measured = Math.log(1e4) / Math.log(stepsAt(1e-8, order) / stepsAt(1e-4, order)) - 1
      expect(Math.abs(measured - order)).toBeLessThan(0.15)
    }
    const steps = [1, 2, 3, 4, 5].map(order => stepsAt(1e-8, order))
    for (let k = 1; k < steps.length; k++) expect(steps[k]!).toBeLessThan(steps[k - 1]!)
  })

  it('goes up to the order that the tolerance is worth, one order a time, and begins with the first', () => {
    const { orders } = integrate({ system: 'oscillator', end: 20, absoluteTolerance: 1e-8 })
    expect(orders[0]).toBe(1)
    expect(Math.max(...orders)).toBe(5)
    expect(orders.every((order, k) => k === 0 || Math.abs(order - orders[k - 1]!) <= 1)).toBe(true)
    const rough = integrate({ system: 'oscillator', end: 20, absoluteTolerance: 1e-2 })
    expect(Math.max(...rough.orders)).toBeLessThan(5)
  })

  it('takes long steps where little happens, whatever the stiffness', () => {
    const { times, steps } = integrate({
      system: 'Robertson',
      end: 1e11,
      absoluteTolerance: 1e-11,
      relativeTolerance: 1e-5,
    })
    expect(steps).toBeLessThan(1000)
    expect(times.at(-1)! - times.at(-2)!).toBeGreaterThan(1e8)
  })

  it('takes no step longer than it may', () => {
    const { times } = integrate({ system: 'decay', end: 50, absoluteTolerance: 1e-3, largestStep: 0.25 })
    const lengths = Array.from(times, (time, k) => time - (k > 0 ? times[k - 1]! : 0))
    expect(Math.max(...lengths)).toBeLessThanOrEqual(0.25 * (1 + 1e-9))
    expect(Math.max(...lengths.slice(-10))).toBeGreaterThan(0.24)
  })

  it('gives the same bits under any instruction set and number of lanes', () => {
    const trial: IntegrationTrial = {
      system: 'van der Pol',
      end: 2,
      absoluteTolerance: 1e-7,
      relativeTolerance: 1e-7,
    }
    const first = integrate(trial)
    for (const machine of machines) expect(machine.integrate(trial)).toEqual(first)
  })
})
