import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlayUse } from '../../../src-engine/index.ts'
import { machine, machineProblem, simulate } from '../../support/engine.ts'
import { type Case, cases, catalogue, modelOf, type Variable, variables } from './runCase.ts'

const { sampleMs, cases: recorded } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'adaptive.json'), 'utf8'),
) as {
  readonly sampleMs: number
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly samples: readonly Readonly<Record<Variable, readonly (number | null)[]>>[]
      }
    >
  >
}

/** A field that changes at steps, as a course. */
function playsOf({ field = [], dtMs }: Case): readonly PlayUse[] {
  return [...new Set(field.map(({ section }) => section))].map(section => {
    const own = field.filter(change => change.section === section)
    return {
      id: `field ${section}`,
      targets: [{ region: `dend[${section}]`, variable: 'extracellular.e' }],
      values: own.map(({ e }) => e),
      timesMs: own.map(({ step }) => step * dtMs),
      course: 'stepped',
    }
  })
}

async function runOf(one: Case, absoluteTolerance: number) {
  const tStopMs = Math.min(6, one.tStopMs)
  const run = { dtMs: sampleMs, tStopMs, method: 'adaptive', adaptive: { absoluteTolerance } } as const
  const { document, morphology } = modelOf(one, run)
  return (await simulate({ ...document, plays: playsOf(one) }, morphology, { catalogue })).traces
}

/** Times at which currents and fields jump. */
const jumpsOf = ({ points, field = [], dtMs }: Case): readonly number[] => [
  ...field.map(({ step }) => step * dtMs),
  ...points.flatMap(({ parameters: { del = 0, dur = 0, dur1 = 0, dur2 = 0, dur3 = 0 } }) => [
    ...[del, del + dur],
    ...[dur1, dur1 + dur2, dur1 + dur2 + dur3],
  ]),
]

/** Largest differences from what NEURON had, where nothing jumps. */
function worstOf(one: Case, traces: Readonly<Record<string, readonly number[]>>): Record<Variable, number> {
  const worst: Record<Variable, number> = { v: 0, 'vext[0]': 0, 'vext[1]': 0, i_membrane: 0 }
  const jumps = jumpsOf(one)
  let compared = 0
  recorded[one.name]!.samples.forEach((numbers, sample) => {
    if (sample === 0 || jumps.some(time => Math.abs(time - sample * sampleMs) < 1e-6)) return
    for (const variable of variables)
      numbers[variable].forEach((expected, compartment) => {
        if (expected === null) return
        const ours = traces[`${variable} ${compartment}`]![sample]!
        worst[variable] = Math.max(worst[variable], Math.abs(ours - expected))
        compared++
      })
  })
  expect(compared).toBeGreaterThan(20)
  return worst
}

/** Errors of IDA add up over some hundred steps, and where an axon fires; those of extrapolated steps are as small. */
const limits: Readonly<Record<Variable, number>> = {
  v: 5e-6,
  'vext[0]': 5e-6,
  'vext[1]': 5e-7,
  i_membrane: 1e-7,
}

describe.skipIf(!machine)(
  `layers outside in steps of adaptive length${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases) {
      it(`are what NEURON approaches: ${one.name}`, async () => {
        const worst = worstOf(one, await runOf(one, 1e-10))
        for (const variable of variables) expect(worst[variable], variable).toBeLessThan(limits[variable])
        const coarse = worstOf(one, await runOf(one, 1e-4))
        for (const variable of ['v', 'vext[0]', 'vext[1]'] as const)
          expect(coarse[variable], variable).toBeLessThan(0.05)
      })
    }
  },
)
