import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../../../src-engine/index.ts'
import { singleCompartment } from '../../../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../../../support/engine.ts'

const folder = resolve(import.meta.dirname, '../../../../fixtures/mod/verbatim/cells')
const read = (name: string) => readFileSync(resolve(folder, name), 'utf8')
const reference = JSON.parse(read('neuron.json')) as {
  readonly times: readonly number[]
  readonly spikes: Readonly<Record<string, readonly number[]>>
  readonly count: number
  readonly total: number
}
const files = ['trainplayer.mod', 'echoes.mod']

/** What record.py builds; a series of `times` for the full player. */
const model = (times: readonly number[]) =>
  documentOf({
    artificialCells: [
      { id: 'full', mechanism: 'TrainPlayer', parameters: { shift: 0.3 } },
      { id: 'empty', mechanism: 'TrainPlayer', parameters: {} },
      { id: 'echoes', mechanism: 'Echoes', parameters: {} },
    ],
    series: [{ id: 'times', process: 'full', series: 'given', values: times }],
    connections: [0, 1].map(index => ({
      id: `c${index}`,
      source: { kind: 'process', process: 'full' } as const,
      target: 'echoes',
      delayMs: [1, 2.125][index]!,
      weights: [[0.7], [1]][index]!,
    })),
    processProbes: [
      { id: 'count', variable: 'echoes.count' },
      { id: 'total', variable: 'echoes.total' },
    ],
    processSpikes: ['full', 'empty', 'echoes'].map(process => ({ id: process, process })),
    run: { tStopMs: 25 },
  })

describe.skipIf(!machine)(`nmodl verbatim in cells${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('fires and answers when NEURON does: times from a Vector, events sent and taken in C', async () => {
    const catalogue = catalogueWith(Object.fromEntries(files.map(name => [name, read(name)])))
    const { spikes, traces } = await simulate(model(reference.times), singleCompartment(20, 20), {
      catalogue,
    })
    for (const [id, expected] of Object.entries(reference.spikes)) {
      const found = [...spikes[id]!].sort((a, b) => a - b)
      const sorted = [...expected].sort((a, b) => a - b)
      expect(found, id).toHaveLength(sorted.length)
      sorted.forEach((timeMs, index) => expect(found[index]).toBeCloseTo(timeMs, 11))
    }
    expect([traces.count!.at(-1), traces.total!.at(-1)]).toEqual([reference.count, reference.total])
  })

  it('fires never without a series', async () => {
    const catalogue = catalogueWith(Object.fromEntries(files.map(name => [name, read(name)])))
    const { spikes } = await simulate(model([]), singleCompartment(20, 20), { catalogue })
    expect(spikes).toEqual({ full: [], empty: [], echoes: [] })
  })

  it('stops a run that asks for a number behind the end of its series (nmodl/series-index)', async () => {
    const greedy = `NEURON { ARTIFICIAL_CELL Greedy RANGE x } ASSIGNED { x space }
INITIAL {
VERBATIM
  x = vector_vec(*((void**)(&space)))[3] + vector_capacity(*((void**)(&space)));
ENDVERBATIM
}
NET_RECEIVE (w) { }`
    const run = (values: readonly number[]) =>
      simulate(
        documentOf({
          artificialCells: [{ id: 'a', mechanism: 'Greedy', parameters: {} }],
          series: [{ id: 's', process: 'a', series: 'space', values }],
          processProbes: [{ id: 'x', variable: 'a.x' }],
          run: { tStopMs: 0.1 },
        }),
        singleCompartment(20, 20),
        { catalogue: catalogueWith({ 'greedy.mod': greedy }) },
      )
    expect((await run([1, 2, 3, 40])).traces.x![0]).toBe(44)
    await expect(run([1, 2, 3])).rejects.toThrow('no number at the place')
  })

  const drawing = `NEURON { ARTIFICIAL_CELL Drawing RANGE x, n, sum, squares POINTER rng } PARAMETER { rounds = 4000 } ASSIGNED { x n sum squares rng }
INITIAL {
VERBATIM
  int k;
  n = sum = squares = 0;
  if (_p_rng) {
    for (k = 0; k < rounds; k++) {
      x = nrn_random_pick(RANDCAST _p_rng);
      sum += x; squares += x * x; n += 1;
    }
  }
ENDVERBATIM
}
NET_RECEIVE (w) { }`

  const draws = async (streams: ModelDocument['streams']) => {
    const { traces } = await simulate(
      documentOf({
        artificialCells: ['a', 'b'].map(id => ({ id, mechanism: 'Drawing', parameters: {} })),
        ...(streams ? { streams } : {}),
        processProbes: ['a.n', 'a.sum', 'a.squares', 'b.sum'].map(variable => ({ id: variable, variable })),
        run: { tStopMs: 0.1 },
      }),
      singleCompartment(20, 20),
      { catalogue: catalogueWith({ 'drawing.mod': drawing }) },
    )
    const [n, sum, squares, other] = ['a.n', 'a.sum', 'a.squares', 'b.sum'].map(id => traces[id]![0]!)
    return { n: n!, mean: sum! / n!, variance: squares! / n! - (sum! / n!) ** 2, differ: sum !== other }
  }

  it.each([
    ['uniform', 0.5, 1 / 12],
    ['negexp', 1, 1],
    ['normal', 0, 1],
  ] as const)(
    'draws from the stream that a model gives a POINTER: %s',
    async (distribution, mean, variance) => {
      const found = await draws([{ id: 's', mechanism: 'Drawing', stream: 'rng', distribution }])
      expect([found.n, found.differ]).toEqual([4000, true])
      // Four standard errors of 4000 draws; of the variance, of the exponential distribution, whose fourth moment is largest.
      expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / 4000))
      expect(Math.abs(found.variance - variance)).toBeLessThan(4 * variance * Math.sqrt(8 / 4000))
    },
  )

  it('draws nothing from a stream that nobody gives, and refuses one that is not there', async () => {
    expect((await draws(undefined)).n).toBe(0)
    const use = { id: 's', mechanism: 'Drawing', stream: 'rgn', distribution: 'normal' } as const
    await expect(draws([use])).rejects.toThrow('no random stream called "rgn". Did you mean "rng"?')
    await expect(draws([{ ...use, mechanism: 'Drowing' }])).rejects.toThrow('Did you mean')
    const odd = { ...use, stream: 'rng', distribution: 'poisson' as 'normal' }
    await expect(draws([odd])).rejects.toThrow('"poisson" is no distribution of a random stream')
  })
})
