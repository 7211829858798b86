import { describe, expect, it } from 'vitest'
import { machine, machineProblem } from '../../support/engine.ts'
import { type Case, cases, read, recordedOf } from './runCase.ts'

interface Recorded {
  /** [cells][compartments][samples] */
  readonly v: readonly (readonly (readonly number[])[])[]
  readonly unknowns: Readonly<Record<string, readonly number[]>>
}

const { sampleMs, cases: recorded } = read('adaptive.json') as {
  readonly sampleMs: number
  readonly cases: Readonly<Record<string, Recorded>>
}

const adaptive = (one: Case, absoluteTolerance: number, dtMs = sampleMs) =>
  recordedOf(one, { dtMs, method: 'adaptive', adaptive: { absoluteTolerance } })

/** Times at which sources and clamps jump. */
const jumpsOf = ({ circuits, cells }: Case): readonly number[] => {
  const sources = circuits.flatMap(circuit => ('elements' in circuit ? circuit.elements : []))
  const times = sources.flatMap(element => {
    const steps = 'steps' in element ? (element.steps ?? []) : []
    return steps.flatMap(({ delayMs, durationMs }) => [delayMs, durationMs])
  })
  const clamps = cells.flatMap(({ clamp }) => (clamp ? [[clamp.delay, clamp.delay + clamp.dur]] : []))
  return [
    ...times.map((_, index) => times.slice(0, index + 1).reduce((sum, time) => sum + time, 0)),
    ...clamps.flat(),
  ]
}

/** Largest differences from what NEURON had, relative to 1 mV or nA and to the number, where nothing jumps. */
function worstOf(one: Case, traces: Readonly<Record<string, readonly number[]>>): number {
  const jumps = jumpsOf(one)
  let worst = 0
  const compare = (id: string, expected: readonly number[]) => {
    expect(expected.length).toBeGreaterThan(15)
    expected.forEach((value, sample) => {
      if (sample === 0 || jumps.some(time => Math.abs(time - sample * sampleMs) < 1e-6)) return
      worst = Math.max(worst, Math.abs(traces[id]![sample]! - value) / (1 + Math.abs(value)))
    })
  }
  const { v, unknowns } = recorded[one.name]!
  v.forEach((cell, index) => cell.forEach((trace, k) => compare(`v ${'ab'[index]!} ${k}`, trace)))
  for (const [id, trace] of Object.entries(unknowns)) compare(id, trace)
  return worst
}

describe.skipIf(!machine)(
  `circuits in steps of adaptive length${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases.filter(({ name }) => name in recorded)) {
      it(`are what NEURON approaches: ${one.name}`, async () => {
        const exact = worstOf(one, (await adaptive(one, 1e-10)).traces)
        // Errors of IDA add up over some hundred steps; where it has none, those of fixed steps fall by the fourth power.
        expect(exact).toBeLessThan(1e-6)
        expect(worstOf(one, (await adaptive(one, 1e-4)).traces)).toBeLessThan(0.01)
      })

      it(`are what fixed steps approach: ${one.name}`, async () => {
        const { traces } = await adaptive(one, 1e-9)
        const errorAt = async (dtMs: number) => {
          const fixed = (await recordedOf(one, { dtMs })).traces
          const last = Math.floor(one.tStopMs / sampleMs + 1e-9)
          const every = Math.round(sampleMs / dtMs)
          return Math.abs(fixed['v a 0']![last * every]! - traces['v a 0']![last]!)
        }
        const [coarse, fine] = [await errorAt(0.002), await errorAt(0.001)]
        expect(coarse / fine).toBeGreaterThan(1.9)
        expect(coarse / fine).toBeLessThan(2.1)
      })
    }
  },
)
