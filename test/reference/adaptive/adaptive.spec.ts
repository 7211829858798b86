import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AdaptiveSettings, ModelDocument } from '../../../src-engine/index.ts'
import { sectionType } from '../../../src-engine/morphology/morphology.ts'
import { prepareRun, startRun } from '../../../src-engine/index.ts'
import { cellOf } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem } from '../../support/engine.ts'

interface Case {
  readonly name: string
  readonly title: string
  readonly cables: readonly {
    readonly name: 'soma' | 'dend' | 'apic'
    readonly lengthUm: number
    readonly diameterUm: number
    readonly parent?: number
    readonly nseg?: number
  }[]
  readonly tolerances: readonly number[]
  readonly sampleMs: number
  readonly document: Omit<ModelDocument, 'version' | 'morphology' | 'globals'>
}

interface Reference {
  /** By tolerance; thresholds at the ends of steps. */
  readonly runs: Readonly<Record<string, { readonly steps: number; readonly spikes: readonly number[] }>>
  /** At 1e-9, with NEURON's linear interpolation of thresholds. */
  readonly interpolated: {
    readonly spikes: readonly number[]
    readonly traces: Readonly<Record<string, readonly number[]>>
  }
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const cases = read<Case[]>('cases.json')
const references = read<Record<string, Reference>>('neuron.json')

async function run(one: Case, adaptive: AdaptiveSettings) {
  const cell = cellOf(
    one.cables.map(({ name, nseg: _, ...cable }) => ({ ...cable, type: sectionType[name] })),
  )
  const properties = [
    { id: 'Ra', property: 'Ra', region: 'all', value: 35.4 },
    ...one.cables.map(({ name, nseg = 1 }) => ({ id: name, property: 'nseg', region: name, value: nseg })),
  ]
  const { document } = one
  const { value, diagnostics } = prepareRun(
    documentOf({ ...document, properties, run: { ...document.run, method: 'adaptive', adaptive } }),
    { morphology: cell, catalogue: libraryCatalogue() },
    { threads: 1, machine: machine! },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const handle = startRun(value, machine!)
  const slice = await handle.advance(1e6)
  handle.close()
  expect(slice.diagnostics).toEqual([])
  expect(slice.finished).toBe(true)
  return { ...slice, ids: value.probes.map(({ id }) => id) }
}

/** The largest difference of spike times; a spike too many or too few is infinitely far. */
const apart = (some: ArrayLike<number>, others: ArrayLike<number>) =>
  some.length === others.length
    ? Array.from(some).reduce((most, time, index) => Math.max(most, Math.abs(time - others[index]!)), 0)
    : Infinity

/** Times at which the equations of a case jump, where a node without capacitance has two values. */
const jumpsOf = ({ document }: Case) =>
  document.pointProcesses.flatMap(({ parameters: { del = 0, dur = 0 } }) => [del, del + dur])

describe.skipIf(!machine)(
  `adaptive steps against NEURON${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases) {
      const reference = references[one.name]!
      it(`agrees with CVODE where both are exact: ${one.title}`, async () => {
        const exact = await run(one, { absoluteTolerance: 1e-9, thresholds: 'interpolated' })
        // NEURON interpolates along a line, whose error at steps of some µs is this.
        expect(apart(exact.spikes[0]!, reference.interpolated.spikes)).toBeLessThan(1e-4)
        for (const [id, expected] of Object.entries(reference.interpolated.traces)) {
          const trace = exact.traces[exact.ids.indexOf(id)]!
          const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
          const wrong = expected.filter(
            (value, sample) =>
              Math.abs(trace[sample]! - value) > 1e-7 * largest + 1e-9 &&
              !(id === 'end' && jumpsOf(one).some(time => Math.abs(time - sample * one.sampleMs) < 1e-9)),
          )
          expect(wrong, `${id}, of at most ${largest}`).toEqual([])
        }
      })

      it(`takes about as many steps as CVODE: ${one.title}`, async () => {
        for (const tolerance of one.tolerances) {
          const { integration } = await run(one, { absoluteTolerance: tolerance, samples: 'every-step' })
          const { steps } = reference.runs[String(tolerance)]!
          expect(Math.abs(integration!.steps / steps - 1), `at ${tolerance}`).toBeLessThan(0.2)
        }
      })

      it(`finds spikes to 0.01 ms at 1e-6, and far better where thresholds are interpolated: ${one.title}`, async () => {
        const exact = await run(one, { absoluteTolerance: 1e-9, thresholds: 'interpolated' })
        const atEnd = await run(one, { absoluteTolerance: 1e-6 })
        const crossing = await run(one, { absoluteTolerance: 1e-6, thresholds: 'interpolated' })
        expect(exact.spikes[0]!.length).toBeGreaterThan(0)
        expect(apart(atEnd.spikes[0]!, exact.spikes[0]!)).toBeLessThan(0.01)
        expect(apart(crossing.spikes[0]!, exact.spikes[0]!)).toBeLessThan(5e-5)
      })
    }
  },
)
