import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  compileMechanism,
  createSourceText,
  planRuns,
  type SolveRequest,
  solveModel,
} from '../../../src-engine/index.ts'
import { machine, machineProblem, needMachine } from '../../support/engine.ts'

const folder = resolve(import.meta.dirname, '../../../resources/models')

/** Every run of a model of the library: values by name, and what was stepped. */
async function solve(name: string, request: Partial<SolveRequest> = {}) {
  const file = `${name}.mod`
  const compiled = compileMechanism(createSourceText(file, readFileSync(resolve(folder, file), 'utf8')), {
    units: true,
  })
  // Warnings would be about units as well: the library has none.
  expect(compiled.diagnostics).toEqual([])
  const mechanism = compiled.value!
  const { value: plan } = planRuns(mechanism, { parameters: {}, record: [], ...request })
  const runs = []
  for (const values of plan!.runs) {
    const stepped = Object.fromEntries(plan!.stepped.map((one, index) => [one.name, values[index]!]))
    const parameters = { ...request.parameters, ...stepped }
    const { value, diagnostics } = await solveModel(mechanism, plan!, { machine: needMachine(), parameters })
    expect(diagnostics).toEqual([])
    const traces = Object.fromEntries(
      plan!.recorded.map((one, index) => [one.name, [...value!.traces[index]!]]),
    )
    runs.push({ stepped, t: [...value!.times], ...{ traces } })
  }
  return runs
}

/** The greatest difference between a trace and a formula of time, over the greatest value of the trace. */
function difference(t: readonly number[], trace: readonly number[], formula: (t: number) => number): number {
  const most = Math.max(...trace.map(Math.abs))
  return Math.max(...t.map((at, i) => Math.abs(trace[i]! - formula(at)))) / most
}

describe.skipIf(!machine)(`models of the library${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('decay follows the exponential to rounding: cnexp is exact', async () => {
    const [run] = await solve('decay')
    expect(difference(run!.t, run!.traces.amount!, t => 100 * Math.exp(-0.1 * t))).toBeLessThan(1e-12)
    expect(run!.t.at(-1)).toBeCloseTo(50, 9)
  })

  it('a drug in two compartments falls with the two exponentials of the characteristic equation', async () => {
    const [run] = await solve('twoCompartments', { record: ['central', 'peripheral', 'concentration'] })
    const [k10, k12, k21] = [0.2, 0.5, 0.3]
    const root = Math.sqrt((k10 + k12 + k21) ** 2 - 4 * k10 * k21)
    const [fast, slow] = [(k10 + k12 + k21 + root) / 2, (k10 + k12 + k21 - root) / 2]
    const central = (t: number) =>
      (500 * ((fast - k21) * Math.exp(-fast * t) + (k21 - slow) * Math.exp(-slow * t))) / (fast - slow)
    const peripheral = (t: number) =>
      (500 * k12 * (Math.exp(-slow * t) - Math.exp(-fast * t))) / (fast - slow)
    const { t, traces } = run!
    // Fourth order: (rate·dt)⁴/120 a unit of time, with rate·dt = 0.01.
    expect(difference(t, traces.central!, central)).toBeLessThan(1e-9)
    expect(difference(t, traces.peripheral!, peripheral)).toBeLessThan(1e-9)
    // Also at the first moment, before any step.
    expect(difference(t, traces.concentration!, at => central(at) / 20)).toBeLessThan(1e-9)
  })

  it('predators and prey keep their invariant, and come back to where they began', async () => {
    const [run] = await solve('lotkaVolterra', { record: ['prey', 'predators', 'invariant'] })
    const { prey, predators, invariant } = run!.traces
    const begin = 0.02 * 0.5 * 60 - 0.4 * Math.log(60) + 0.02 * 20 - 0.5 * Math.log(20)
    // Fourth order with 1400 steps a round.
    for (const value of invariant!) expect(Math.abs(value - begin)).toBeLessThan(1e-9)
    const away = prey!.map((value, i) => Math.hypot(value - 60, predators![i]! - 20))
    const round = away.findIndex((distance, i) => i > 500 && distance < 0.2)
    expect(round).toBeGreaterThan(0)
    expect(Math.max(...away)).toBeGreaterThan(20)
  })

  it('an oscillator swings, and creeps, as its damping says', async () => {
    const runs = await solve('oscillator')
    expect(runs.map(run => run.stepped.damping)).toEqual([0, 0.2, 1, 3])
    for (const { stepped, t, traces } of runs) {
      const g = stepped.damping!
      const w = Math.sqrt(Math.abs(1 - g * g))
      const x = (at: number) => {
        if (g < 1) return Math.exp(-g * at) * (Math.cos(w * at) + (g / w) * Math.sin(w * at))
        if (g === 1) return (1 + at) * Math.exp(-at)
        return Math.exp(-g * at) * (Math.cosh(w * at) + (g / w) * Math.sinh(w * at))
      }
      // Fourth order: (rate·dt)⁴/120 a unit of time, with rate·dt up to 0.06.
      expect(difference(t, traces.x!, x)).toBeLessThan(1e-7)
    }
  })

  it('an enzyme keeps its amounts to rounding, and follows Runge and Kutta’s solution to first order', async () => {
    const [run] = await solve('michaelisMenten')
    const { substrate, enzyme, complex, product } = run!.traces
    substrate!.forEach((value, i) => {
      expect(Math.abs(enzyme![i]! + complex![i]! - 0.01)).toBeLessThan(1e-15)
      expect(Math.abs(value + complex![i]! + product![i]! - 1)).toBeLessThan(1e-9)
    })
    const wanted = michaelisMenten(run!.t.length - 1, 0.01)
    const distance = product!.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0)
    const [half] = await solve('michaelisMenten', { dt: 0.005 })
    const nearer = half!.traces.product!.reduce(
      (most, value, i) => (i % 2 ? most : Math.max(most, Math.abs(value - wanted[i / 2]!))),
      0,
    )
    expect(distance).toBeLessThan(1e-4)
    // Implicit Euler: half the step, half the error.
    expect(distance / nearer).toBeGreaterThan(1.9)
    expect(distance / nearer).toBeLessThan(2.1)
  })

  it('heat leaves a rod at the rate of the cut equation, near that of the whole one', async () => {
    const [run] = await solve('heatRod', { record: ['temperature'] })
    const dx = 100 / 40
    const rate = (4 / dx ** 2) * Math.sin((Math.PI * dx) / 200) ** 2
    const { t, traces } = run!
    expect(Object.keys(traces)).toHaveLength(39)
    for (const [index, place] of [0, 7, 19, 38].entries()) {
      const shape = Math.sin((Math.PI * (place + 1)) / 40)
      const trace = traces[`temperature[${place}]`]!
      // Rounding of 39 numbers over 2000 steps; the method’s own error, (rate·dt)⁵, is far below.
      expect(
        difference(t, trace, at => 10 * shape * Math.exp(-rate * at)),
        `${index}`,
      ).toBeLessThan(1e-11)
      // Cutting the rod costs (π·dx/length)²/12 of the rate, over about one time constant.
      const whole = (at: number) => 10 * shape * Math.exp(-((Math.PI / 100) ** 2) * at)
      expect(difference(t, trace, whole)).toBeLessThan(6e-4)
    }
  })

  it('calcium and its buffer stand where the quadratic equation says, from the first sample on', async () => {
    for (const [calcium, buffer, kd] of [
      [50, 100, 10],
      [5, 100, 1],
      [300, 20, 0.5],
    ] as const) {
      const [run] = await solve('buffer', { parameters: { calcium, buffer, kd } })
      const b = buffer + kd - calcium
      const free = (-b + Math.sqrt(b * b + 4 * kd * calcium)) / 2
      expect(run!.t).toHaveLength(1)
      // NEURON's Newton rule ends where unknowns change by less than 1e-6 or residuals fall below 1e-6.
      expect(Math.abs(run!.traces.free![0]! / free - 1)).toBeLessThan(1e-6)
      expect(run!.traces.free![0]! + run!.traces.bound![0]!).toBeCloseTo(calcium, 9)
    }
  })

  it('a bridge has the potentials of Cramer’s rule, and carries nothing where it is balanced', async () => {
    const [run] = await solve('bridge', { record: ['left', 'right', 'current'] })
    const [g1, g2, g3, g4, g5] = [100, 200, 150, 120, 50].map(r => 1 / r) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const [a, d] = [g1 + g2 + g5, g3 + g4 + g5]
    const determinant = a * d - g5 * g5
    const left = (10 * (g1 * d + g5 * g3)) / determinant
    const right = (10 * (g3 * a + g5 * g1)) / determinant
    const { traces } = run!
    expect(traces.left![0]).toBeCloseTo(left, 13)
    expect(traces.right![0]).toBeCloseTo(right, 13)
    expect(traces.current![0]).toBeCloseTo((left - right) / 50, 14)
    const balanced = await solve('bridge', { parameters: { r4: 300 }, record: ['current'] })
    expect(Math.abs(balanced[0]!.traces.current![0]!)).toBeLessThan(1e-16)
  })
})

/** Product [mM] after each step, by the classical method of Runge and Kutta with ten times finer steps. */
function michaelisMenten(steps: number, dt: number): number[] {
  const slope = ([s, c]: readonly [number, number]): [number, number] => {
    const forward = 10 * s * (0.01 - c)
    return [-forward + c, forward - 2 * c]
  }
  let y: [number, number] = [1, 0]
  const product = [0]
  const h = dt / 10
  const moved = (k: readonly [number, number], by: number): [number, number] => [
    y[0] + by * k[0],
    y[1] + by * k[1],
  ]
  for (let step = 0; step < steps; step++) {
    for (let part = 0; part < 10; part++) {
      const k1 = slope(y)
      const k2 = slope(moved(k1, h / 2))
      const k3 = slope(moved(k2, h / 2))
      const k4 = slope(moved(k3, h))
      const mean = (i: 0 | 1) => (h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i])) / 6
      y = [y[0] + mean(0), y[1] + mean(1)]
    }
    product.push(1 - y[0] - y[1])
  }
  return product
}
