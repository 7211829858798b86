import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  catalogueWith,
  documentOf,
  machine,
  machineProblem,
  simulate,
  simulateCells,
} from '../../support/engine.ts'
import { cellOf, type CableSpecification } from '../../support/cells.ts'
import { type ModelDocument, prepareRun, startRun } from '../../../src-engine/index.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

interface Case {
  readonly name: string
  readonly mechanism: string
  readonly nseg: number
  readonly cables: readonly CableSpecification[]
  readonly inserted: readonly number[]
  /** Factor by which calcium begins higher, by section. */
  readonly factor: Readonly<Record<string, number>>
  readonly variables: readonly string[]
}

interface Reference {
  readonly cases: Readonly<
    Record<
      string,
      readonly { readonly step: number; readonly numbers: Readonly<Record<string, readonly number[]>> }[]
    >
  >
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8')) as readonly Case[]
const recorded = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Reference
const reference = recorded('diffusion.json')
const fixtures = join(import.meta.dirname, '../../fixtures/mod/kinetic')
const catalogue = catalogueWith(
  Object.fromEntries(
    ['shells.mod', 'caSpread.mod'].map(name => [name, readFileSync(join(fixtures, name), 'utf8')]),
  ),
)

/** The largest relative difference between traces and what was recorded. */
function worstOf(
  { name, inserted, nseg }: Case,
  traces: Readonly<Record<string, readonly number[]>>,
  { cases: all }: Reference,
): number {
  let worst = 0
  let compared = 0
  for (const { step, numbers } of all[name]!)
    for (const [variable, expected] of Object.entries(numbers)) {
      const places = inserted.flatMap(section =>
        Array.from({ length: nseg }, (_, index) => `${variable} ${section} ${index}`),
      )
      places.forEach((place, index) => {
        const [ours, theirs] = [traces[place]![step]!, expected[index]!]
        worst = Math.max(worst, ours === theirs ? 0 : Math.abs(ours / theirs - 1))
        compared++
      })
    }
  expect(compared).toBeGreaterThan(100)
  return worst
}

/** The model of a case, with a probe for every variable of every compartment that has the mechanism. */
function modelOf(
  { mechanism, nseg, cables, inserted, factor, variables }: Case,
  run: Partial<ModelDocument['run']> = {},
) {
  const morphology = cellOf(cables)
  const regionOf = (section: number) => morphology.sections.name[section]!
  const mechanisms = inserted.map(section => ({
    id: `m${section}`,
    mechanism,
    region: regionOf(section),
    parameters: section in factor ? { factor: factor[section]! } : {},
  }))
  const probes = variables.flatMap(variable =>
    inserted.flatMap(section =>
      Array.from({ length: nseg }, (_, index) => ({
        id: `${variable} ${section} ${index}`,
        at: { section: regionOf(section), x: (index + 0.5) / nseg },
        variable,
      })),
    ),
  )
  const document = documentOf({
    discretisation: { kind: 'fixed', count: nseg },
    mechanisms,
    probes,
    run: { dtMs: 0.1, tStopMs: 20, celsius: 24, vInitMv: -65, ...run },
  })
  return { morphology, document }
}

describe('diffusion along the cable against NEURON 8.2.2', () => {
  for (const one of cases) {
    it.skipIf(!machine)(`${one.name}${machineProblem ? ` (${machineProblem})` : ''}`, async () => {
      const { document, morphology } = modelOf(one)
      const { traces } = await simulate(document, morphology, { catalogue })
      // Rounding of the same formulas over 200 steps; NEURON's Newton iterations end a little earlier.
      expect(worstOf(one, traces, reference)).toBeLessThan(1e-9)
    })
  }

  for (const [how, run] of [
    ['in fixed steps', {}],
    // No step's error is in what reactions and diffusion keep.
    ['in steps of adaptive length', { method: 'adaptive', adaptive: { absoluteTolerance: 1e-5 } }],
  ] as const)
    it.skipIf(!machine)(`keeps the amount of calcium ${how}`, async () => {
      const one = cases[1]!
      const { document, morphology } = modelOf(one, run)
      const { traces } = await simulate(document, morphology, { catalogue })
      const amountAt = (step: number): number => {
        let sum = 0
        for (const section of one.inserted) {
          const { lengthUm, diameterUm } = one.cables[section]!
          const volume = (Math.PI * (diameterUm as number) ** 2 * lengthUm) / 4 / one.nseg
          for (let index = 0; index < one.nseg; index++) {
            const [ca, stored] = ['cai', 'caSpread.stored'].map(
              variable => traces[`${variable} ${section} ${index}`]![step]!,
            )
            sum += volume * (ca! + stored! / 10)
          }
        }
        return sum
      }
      expect(Math.abs(amountAt(200) / amountAt(0) - 1)).toBeLessThan(1e-10)
    })

  it.skipIf(!machine)('is the same to the last bit in the machine and in the oracle', async () => {
    const { document, morphology } = modelOf(cases[1]!)
    const native = await simulate(document, morphology, { catalogue })
    const oracle = await simulate(document, morphology, { catalogue, machine: oracleMachine })
    expect(native.traces).toEqual(oracle.traces)
  })

  it.skipIf(!machine)('gives a cell the same bits alone and side by side with others', async () => {
    const { document, morphology } = modelOf(cases[1]!)
    const alone = await simulate(document, morphology, { catalogue })
    const cells = Array.from({ length: 9 }, (_, index) => {
      const probes = document.probes.map(probe => ({ ...probe, id: `${index} ${probe.id}` }))
      return { name: `cell${index}`, morphology, description: { ...document, probes } }
    })
    const together = await simulateCells(cells, document.run, { catalogue })
    for (let index = 0; index < 9; index++) {
      for (const { id } of document.probes)
        expect(together.traces[`${index} ${id}`]).toEqual(alone.traces[id])
    }
  })

  for (const one of cases)
    it.skipIf(!machine)(`in steps of adaptive length: ${one.name}`, async () => {
      const adaptive = (absoluteTolerance: number, relativeTolerance: number) => {
        const settings = { absoluteTolerance, relativeTolerance }
        const { document, morphology } = modelOf(one, {
          tStopMs: 20.2,
          method: 'adaptive',
          adaptive: settings,
        })
        return simulate(document, morphology, { catalogue })
      }
      const cvode = recorded('adaptive.json')
      const exact = await adaptive(1e-12, 1e-10)
      // Some hundred steps of a relative error of 1e-10; NEURON's own is the same.
      expect(worstOf(one, exact.traces, cvode)).toBeLessThan(1e-8)
      expect(worstOf(one, (await adaptive(1e-10, 1e-6)).traces, cvode)).toBeLessThan(1e-3)
    })

  it.skipIf(!machine)(
    'takes steps of adaptive length as long as what happens, however fast it evens out',
    async () => {
      // Compartments of 0.6 µm and ten times the diffusion: NEURON takes 3156 steps.
      const one = { ...cases[0]!, nseg: 51 }
      const { document, morphology } = modelOf(one, {
        method: 'adaptive',
        adaptive: { absoluteTolerance: 1e-6 },
      })
      const { value } = prepareRun(
        { ...document, globals: { 'shells.D': 6 } },
        { morphology, catalogue },
        { threads: 1, machine: machine! },
      )
      const run = startRun(value!, machine!)
      const { integration, diagnostics } = await run.advance(1e6)
      run.close()
      expect(diagnostics).toEqual([])
      expect(integration!.steps).toBeLessThan(500)
      expect(integration!.evaluations).toBeLessThan(2 * integration!.steps)
    },
  )

  it.skipIf(!machine)(
    'has the same bits in steps of adaptive length on every machine, and from a snapshot on',
    async () => {
      const { document, morphology } = modelOf(cases[0]!, {
        method: 'adaptive',
        adaptive: { absoluteTolerance: 1e-6 },
      })
      const start = (on = machine!) => {
        const { value } = prepareRun(document, { morphology, catalogue }, { threads: 1, machine: on })
        return startRun(value!, on)
      }
      const rest = async (run: ReturnType<typeof start>) => {
        const { traces, integration } = await run.advance(1e6)
        run.close()
        return { traces, steps: integration!.steps }
      }
      const whole = await rest(start())
      for (const one of machines) expect(await rest(start(one)), nameOf(one)).toEqual(whole)
      for (const samples of [1, 30, 101]) {
        const first = start()
        await first.advance(samples)
        const { bytes } = first.snapshot()
        const expected = await rest(first)
        const other = start(machines[0]!)
        expect(other.restore(bytes)).toBeUndefined()
        expect(await rest(other)).toEqual(expected)
      }
    },
  )
})
