import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
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
})
