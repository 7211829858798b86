import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../../../src-engine/index.ts'
import { singleCompartment } from '../../../../support/cells.ts'
import { catalogueWith, documentOf } from '../../../../support/engine.ts'
import { oracleMachine } from '../../../../support/oracleMachine.ts'

const text = `NEURON { POINT_PROCESS Keeper SERIES kept, shape RANGE x, room, given }
ASSIGNED { x room given v }
INITIAL { x = 0 room = vector_room(kept) given = vector_given(kept) + 10*vector_given(shape) }
AFTER SOLVE {
  LOCAL i
  vector_append(kept, t)
  if (vector_capacity(kept) == 3) { vector_resize(kept, 1) vector_resize(kept, 2.9) }
  FROM i = 0 TO vector_capacity(shape) - 1 { vector_set(shape, i, 2*vector_at(shape, i)) }
  x = vector_at(shape, 1.7)
}`

async function run(
  series: Readonly<Record<string, { readonly values: readonly number[]; readonly room?: number }>>,
) {
  const { value } = prepareRun(
    documentOf({
      pointProcesses: [{ id: 'k', mechanism: 'Keeper', at: { section: 'soma[0]', x: 0.5 }, parameters: {} }],
      series: Object.entries(series).map(([name, given]) => ({
        id: name,
        process: 'k',
        series: name,
        ...given,
      })),
      processProbes: ['x', 'room', 'given'].map(name => ({ id: name, variable: `k.${name}` })),
      run: { dtMs: 0.5, tStopMs: 2.5 },
    }),
    { morphology: singleCompartment(), catalogue: catalogueWith({ 'keeper.mod': text }) },
    { threads: 1, machine: oracleMachine },
  )
  if (!value) throw new Error('the model is refused')
  const handle = startRun(value, oracleMachine)
  const { traces, diagnostics } = await handle.advance(5)
  const end = handle.close()
  return {
    last: traces.map(trace => trace.at(-1)),
    codes: diagnostics.map(({ code }) => code),
    series: Object.fromEntries(end.series.map(one => [one.series, [...one.values]])),
  }
}

describe('nmodl series', () => {
  it('grow, shrink and change as the statements say, and are there after the run', async () => {
    const { last, codes, series } = await run({ kept: { values: [], room: 3 }, shape: { values: [1, 0.5] } })
    expect(codes).toEqual([])
    // After the third step: 0.5, and a zero; then 2 (full again: cut to 0.5, 0) and 2.5 (again).
    expect(series).toEqual({ kept: [0.5, 0], shape: [32, 16] })
    expect(last).toEqual([16, 3, 11])
  })

  it('are not there where the model gives none, and have room for ten thousand where it does not say', async () => {
    const given = await run({ kept: { values: [] }, shape: { values: [1, 2] } })
    expect(given.last).toEqual([64, 10000, 11])
  })

  it('end the run where there is no room for another number (nmodl/series-full)', async () => {
    const faults = catalogueWith({ 'keeper.mod': text }).get('Keeper')?.programs.afterSolve?.faults ?? []
    expect(faults.map(({ code }) => code)).toContain('nmodl/series-full')
    await expect(run({ kept: { values: [1, 2], room: 2 }, shape: { values: [1, 2] } })).rejects.toThrow(
      /fault/,
    )
    await expect(run({ kept: { values: [1], room: 3 }, shape: { values: [1, 2] } })).resolves.toBeDefined()
  })
})
