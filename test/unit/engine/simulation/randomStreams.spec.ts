import { describe, expect, it } from 'vitest'
import { startRun, type ModelDocument } from '../../../../src-engine/index.ts'
import { prepareRun } from '../../../../src-engine/simulation/prepare.ts'
import { ballAndStick, singleCompartment } from '../../../support/cells.ts'
import {
  catalogueWith,
  documentOf,
  libraryCatalogue,
  machine,
  machineProblem,
  needMachine,
  recordAll,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import { fnv1a, streamNumber } from '../../../support/philox.ts'

const train = (id: string, parameters: Readonly<Record<string, number>> = {}) => ({
  id,
  mechanism: 'NetStim',
  parameters: { interval: 5, number: 1e9, start: 0, noise: 1, ...parameters },
})

const trains = (
  cells: ModelDocument['artificialCells'],
  tStopMs: number,
  change: Partial<ModelDocument> = {},
): ModelDocument =>
  documentOf({
    artificialCells: cells,
    processSpikes: (cells ?? []).map(({ id }) => ({ id, process: id })),
    ...change,
    run: { dtMs: 0.5, tStopMs },
  })

/** Intervals of a train, the first counted from 0. */
const intervalsOf = (spikes: readonly number[]) =>
  spikes.map((time, index) => time - (spikes[index - 1] ?? 0))

const noisy = `
NEURON { SUFFIX noisy RANGE x, y, n RANDOM r, s }
ASSIGNED { x y n }
INITIAL { x = random_uniform(r) y = random_uniform(s) n = 0 }
AFTER SOLVE { x = random_uniform(r) y = random_uniform(s) n = n + 1 }`

const old = `
NEURON { POINT_PROCESS Old RANGE x }
ASSIGNED { x v }
INITIAL { x = scop_random() }`

describe.skipIf(!machine)(`random streams in a run${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('13 are told apart by the names of mechanism and stream and the number of the process', async () => {
    const document = trains([train('a'), train('b')], 100)
    const { spikes } = await simulate(document, singleCompartment(), { catalogue: libraryCatalogue() })
    const ids = (process: number) => [fnv1a('NetStim.exponential'), process, 0] as const
    for (const [process, id] of ['a', 'b'].entries()) {
      const intervals = intervalsOf(spikes[id] ?? [])
      expect(intervals.length).toBeGreaterThan(5)
      // The first event comes after noise·interval·Exp(1), those after it alike.
      intervals.forEach((interval, index) => {
        expect(interval).toBeCloseTo(-5 * Math.log(streamNumber(ids(process), index)), 10)
      })
    }
  })

  it('13 are told apart by cell and compartment', async () => {
    const catalogue = catalogueWith({ 'noisy.mod': noisy })
    const at = (section: string, x: number, name: string) => ({
      id: `${name} ${section} ${x}`,
      at: { section, x },
      variable: `noisy.${name}`,
    })
    const probes = [
      ...['x', 'y'].flatMap(name => [
        at('soma[0]', 0.5, name),
        at('dend[0]', 0.1, name),
        at('dend[0]', 0.9, name),
      ]),
      at('dend[0]', 0.9, 'n'),
    ]
    const document = documentOf({
      discretisation: { kind: 'fixed', count: 5 },
      mechanisms: [{ id: 'noise', mechanism: 'noisy', region: 'all', parameters: {} }],
      probes,
      run: { tStopMs: 0.1 },
    })
    const { traces, prepared } = await simulate(document, ballAndStick(), { catalogue })
    const drawn = probes.slice(0, 6).map(({ id }) => traces[id] ?? [])
    expect(new Set(drawn.flat()).size).toBe(drawn.flat().length)
    // Compartments 0 to 4 are the soma's.
    const compartment = prepared.cells[0]?.compartments.count ?? NaN
    expect(traces['x dend[0] 0.9']).toEqual(
      Array.from({ length: 5 }, (_, index) => streamNumber([fnv1a('noisy.r'), 0, compartment - 1], index)),
    )
  })

  it('have the mean and the distribution that noise asks for', async () => {
    const document = trains([train('poisson'), train('half', { noise: 0.5 })], 20000)
    const { spikes } = await simulate(document, singleCompartment(), { catalogue: libraryCatalogue() })
    const scaled = intervalsOf(spikes.poisson ?? []).map(interval => interval / 5)
    const halves = intervalsOf(spikes.half ?? [])
      .slice(1)
      .map(interval => (interval - 2.5) / 2.5)
    for (const sample of [scaled, halves]) {
      expect(sample.length).toBeGreaterThan(3500)
      const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length
      // Four standard errors of an exponential distribution.
      expect(Math.abs(mean - 1)).toBeLessThan(4 / Math.sqrt(sample.length))
      const sorted = [...sample].sort((a, b) => a - b)
      const distance = Math.max(
        ...sorted.map((value, index) => Math.abs(1 - Math.exp(-value) - (index + 0.5) / sorted.length)),
      )
      // Kolmogorov and Smirnov: exceeded once in a thousand.
      expect(distance).toBeLessThan(1.95 / Math.sqrt(sample.length))
    }
    const [a = [], b = []] = [scaled, halves]
    const count = Math.min(a.length, b.length)
    let covariance = 0
    for (let index = 0; index < count; index++) covariance += ((a[index] ?? 0) - 1) * ((b[index] ?? 0) - 1)
    expect(Math.abs(covariance / count)).toBeLessThan(4 / Math.sqrt(count))
  })

  it('are the same in every run, and again in a run that is started once more', async () => {
    const document = trains([train('a')], 200)
    const run = () => simulate(document, singleCompartment(), { catalogue: libraryCatalogue() })
    const [first, second] = [await run(), await run()]
    expect(second.spikes).toEqual(first.spikes)
    const surroundings = { morphology: singleCompartment(), catalogue: libraryCatalogue() }
    const { value } = prepareRun(document, surroundings, { threads: 1, machine: needMachine() })
    if (!value) throw new Error('the model was refused')
    for (let again = 0; again < 2; again++) {
      const { spikes } = await recordAll(value, startRun(value, needMachine()))
      expect(spikes).toEqual(first.spikes)
    }
  })

  it('do not depend on the number of threads', async () => {
    const morphology = singleCompartment()
    const cells = Array.from({ length: 12 }, (_, cell) => ({
      name: `c${cell}`,
      morphology,
      description: {
        discretisation: { kind: 'fixed', count: 1 } as const,
        properties: [],
        mechanisms: [{ id: 'noise', mechanism: 'noisy', region: 'all', parameters: {} }],
        pointProcesses: [],
        probes: [{ id: `x${cell}`, at: { section: 'soma[0]', x: 0.5 }, variable: 'noisy.x' }],
        spikes: [],
      },
    }))
    const catalogue = catalogueWith({ 'noisy.mod': noisy })
    const of = (threads: number) => simulateCells(cells, { tStopMs: 1 }, { threads, catalogue })
    const one = await of(1)
    const values = Object.values(one.traces)
    expect(new Set(values.flat()).size).toBe(values.flat().length)
    for (const threads of [2, 4]) expect((await of(threads)).traces).toEqual(one.traces)
  })

  it('of the old generator are one for all instances, in their order', async () => {
    const process = (id: string) => ({
      id,
      mechanism: 'Old',
      at: { section: 'soma[0]', x: 0.5 },
      parameters: {},
    })
    const probe = (id: string) => ({ id, at: { section: 'soma[0]', x: 0.5 }, variable: `${id}.x` })
    const ids = ['p', 'q', 'r', 's', 't']
    const document = documentOf({
      discretisation: { kind: 'fixed', count: 1 },
      pointProcesses: ids.map(process),
      processProbes: ids.map(id => ({ id, variable: probe(id).variable })),
      run: { tStopMs: 0.1 },
    })
    const { traces } = await simulate(document, singleCompartment(), {
      catalogue: catalogueWith({ 'old.mod': old }),
    })
    let state = 1n
    for (const id of ids) {
      state = (2147437301n * state + 453816981n) % 2n ** 32n
      expect(traces[id]?.[0]).toBe(Number(state) / (2 ** 32 - 1))
    }
  })
})
