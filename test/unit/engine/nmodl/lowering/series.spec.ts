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

describe('nmodl series in a structure of C', () => {
  const logger = `VERBATIM
typedef struct Kept { IvocVect* times; IvocVect* flags; int count; } Kept;
ENDVERBATIM
NEURON { ARTIFICIAL_CELL Logger POINTER kept RANGE n }
ASSIGNED { n kept }
INITIAL { n = 0 net_send(0.25, 1) }
NET_RECEIVE (w) {
VERBATIM
  Kept* into = (Kept*)_p_kept;
  if (into) {
    vector_append(into->times, t);
    vector_append(into->flags, _lflag);
    n = ++into->count;
  }
ENDVERBATIM
  net_send(0.5, flag + 1)
}
PROCEDURE set() { VERBATIM
  Kept** into = (Kept**)(&(_p_kept));
  (*into)->times = vector_arg(1);
ENDVERBATIM
}`
  const log = async (names: readonly string[]) => {
    const { value, diagnostics } = prepareRun(
      documentOf({
        artificialCells: [{ id: 'l', mechanism: 'Logger', parameters: {} }],
        series: names.map(name => ({ id: name, process: 'l', series: name, values: [] })),
        processProbes: [{ id: 'n', variable: 'l.n' }],
        run: { dtMs: 0.25, tStopMs: 1.5 },
      }),
      { morphology: singleCompartment(), catalogue: catalogueWith({ 'logger.mod': logger }) },
      { threads: 1, machine: oracleMachine },
    )
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
    const handle = startRun(value, oracleMachine)
    await handle.advance(6)
    return handle.close().series.map(({ series, values }) => [series, ...values])
  }

  it('are filled where the model gives them, and passed over where it gives none', async () => {
    expect(await log(['kept.times', 'kept.flags'])).toEqual([
      ['kept.times', 0.25, 0.75, 1.25],
      ['kept.flags', 1, 2, 3],
    ])
    expect(await log([])).toEqual([])
  })
})
