import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCatalogue, prepareRun } from '../../../../src-engine/index.ts'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import type { Value } from '../../../../src-engine/program/values.ts'
import { singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  catalogueWith,
  documentOf,
  machine,
  machineProblem,
  simulate,
} from '../../../support/engine.ts'
import { hook } from '../../../support/eventMechanisms.ts'
import { mechanismOf } from '../../../support/mechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const builtin = resolve(import.meta.dirname, '../../../../resources/mechanisms/builtin')
const exact = readFileSync(join(builtin, 'hh.mod'), 'utf8')
/** hh with the TABLE that NEURON's own has. */
const tabulated = exact
  .replace('SUFFIX hh', 'SUFFIX hht')
  .replace(
    'LOCAL opening, closing, q10\n',
    'LOCAL opening, closing, q10\n  TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200\n',
  )
const catalogue = catalogueWith({ 'hht.mod': tabulated })
const soma = { section: 'soma[0]', x: 0.5 }

const model = (mechanism: string, change: Partial<ModelDocument> = {}) =>
  documentOf({
    mechanisms: [{ id: 'hh', mechanism, region: 'soma', parameters: {} }],
    pointProcesses: [
      { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 1, dur: 3, amp: 0.3 } },
    ],
    probes: [
      { id: 'v', at: soma, variable: 'v' },
      { id: 'ina', at: soma, variable: 'ina' },
    ],
    spikes: [{ id: 'spike', at: soma, thresholdMv: 10 }],
    ...change,
    run: { tStopMs: 8, ...change.run },
  })

describe.skipIf(!machine)(`simulation tables${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  const run = (document: ModelDocument, on = machine!) =>
    simulate(document, singleCompartment(), { catalogue, machine: on })

  it('TABLE gives NEURON’s numbers', async () => {
    const { traces, spikes } = await run(model('hht'))
    // NEURON 8.2.2, usetable_hh = 1, secondorder 0.
    const golden = {
      40: -64.97554793406478,
      80: -31.42669951994164,
      120: 19.03106855874869,
      200: -75.54006955369523,
    }
    for (const [sample, v] of Object.entries(golden))
      expect(Math.abs(traces.v![Number(sample)]! - v), `sample ${sample}`).toBeLessThan(1e-9)
    expect(Math.abs(traces.ina![120]! - -0.6980914342409184)).toBeLessThan(1e-10)
    expect(spikes.spike).toEqual([2.2000000000999975])
  })

  it('usetable 0 computes what would be looked up', async () => {
    const off = await run(model('hht', { globals: { 'hht.usetable': 0 } }))
    const plain = await run(model('hh'))
    const apart = (a: readonly number[], b: readonly number[]) =>
      Math.max(...a.map((v, sample) => Math.abs(v - b[sample]!)))
    // The mechanisms' names decide the order in which their currents are added up, and so the last bit.
    expect(apart(off.traces.v!, plain.traces.v!)).toBeLessThan(1e-9)
    expect(apart((await run(model('hht'))).traces.v!, plain.traces.v!)).toBeGreaterThan(0.01)
  })

  it('a table holds for the temperature of its run', async () => {
    const warm = (mechanism: string) => run(model(mechanism, { run: { ...model('hh').run, celsius: 16.3 } }))
    const [looked, computed] = [await warm('hht'), await warm('hh')]
    const worst = Math.max(...looked.traces.v!.map((v, sample) => Math.abs(v - computed.traces.v![sample]!)))
    // Between two entries 1 mV apart the rates are off by some thousandths.
    expect(worst).toBeLessThan(1)
    expect(worst).toBeGreaterThan(0)
  })

  it('gives the oracle’s bits', async () => {
    const short = model('hht', { run: { ...model('hh').run, tStopMs: 3 } })
    expect((await run(short)).traces).toEqual(
      (await run(short, oracleMachine as typeof machine & object)).traces,
    )
  })

  it('a table is made anew when what it depends on changes in a run', async () => {
    const drifting = catalogueWith({
      'drift.mod': `
        NEURON { SUFFIX drift RANGE y GLOBAL k }
        PARAMETER { k = 1 }
        ASSIGNED { y v (mV) }
        STATE { x }
        INITIAL { x = 0 look(10) }
        BREAKPOINT { SOLVE grow METHOD after_cvode look(10) }
        PROCEDURE grow() { k = k + 1 }
        PROCEDURE look(z) { TABLE y DEPEND k FROM 0 TO 20 WITH 4 y = k*z }
      `,
    })
    const { traces } = await simulate(
      documentOf({
        mechanisms: [{ id: 'd', mechanism: 'drift', region: 'all', parameters: {} }],
        probes: [{ id: 'y', at: soma, variable: 'drift.y' }],
        run: { tStopMs: 0.1 },
      }),
      singleCompartment(),
      { catalogue: drifting },
    )
    // BREAKPOINT looks y up with k of the step before.
    expect(traces.y).toEqual([10, 10, 20, 30, 40])
  })
})

describe('simulation function tables', () => {
  const given = catalogueWith({
    'given.mod': `
      NEURON { SUFFIX given RANGE y }
      ASSIGNED { y v (mV) t (ms) }
      BREAKPOINT { y = f(t) }
      FUNCTION_TABLE f(x)
    `,
  })
  const document = (functionTables: ModelDocument['functionTables']) =>
    documentOf({
      mechanisms: [{ id: 'g', mechanism: 'given', region: 'all', parameters: {} }],
      probes: [{ id: 'y', at: soma, variable: 'given.y' }],
      functionTables,
      run: { dtMs: 0.5, tStopMs: 3 },
    })
  const yOf = async (functionTables: ModelDocument['functionTables']) =>
    (
      await simulate(document(functionTables), singleCompartment(), {
        catalogue: given,
        machine: oracleMachine,
      })
    ).traces.y
  const table = (change: object) => [
    { id: 'f', mechanism: 'given', function: 'f', x: [0, 1, 2], y: [10, 20, 0], ...change },
  ]

  it('draws straight lines between given values, and holds the last beyond them', async () => {
    // A BREAKPOINT without currents runs with the states, at the end of each step.
    expect(await yOf(table({}))).toEqual([0, 15, 20, 10, 0, 0, 0])
  })

  it('spreads values evenly between two ends', async () => {
    expect(await yOf(table({ x: { from: 0, to: 2 } }))).toEqual(await yOf(table({})))
  })

  it('draws planes between the values of two arguments', async () => {
    const plane = catalogueWith({
      'plane.mod': `
        NEURON { SUFFIX plane RANGE y }
        ASSIGNED { y v (mV) t (ms) }
        BREAKPOINT { y = f(t, 2*t) }
        FUNCTION_TABLE f(x, z)
      `,
    })
    const { traces } = await simulate(
      documentOf({
        mechanisms: [{ id: 'g', mechanism: 'plane', region: 'all', parameters: {} }],
        probes: [{ id: 'y', at: soma, variable: 'plane.y' }],
        // x + 10·z at x = 0, 1 and z = 0, 1, 4
        functionTables: [
          {
            id: 'f',
            mechanism: 'plane',
            function: 'f',
            x: { from: 0, to: 1 },
            x2: [0, 1, 4],
            y: [0, 10, 40, 1, 11, 41],
          },
        ],
        run: { dtMs: 0.25, tStopMs: 1 },
      }),
      singleCompartment(),
      { catalogue: plane, machine: oracleMachine },
    )
    traces.y!.slice(1).forEach((y, step) => expect(y).toBeCloseTo(21 * 0.25 * (step + 1), 12))
  })

  it.each<[what: string, tables: ModelDocument['functionTables'], code: string]>([
    ['a second argument that the function has not', table({ x2: [1, 2, 3] }), 'model/bad-function-table'],
    ['a table that is missing', [], 'model/function-table-not-set'],
    ['a function that is none', table({ function: 'g' }), 'model/unknown-function-table'],
    ['an unknown mechanism', table({ mechanism: 'nobody' }), 'model/unknown-mechanism'],
    ['values without arguments', table({ x: [1] }), 'model/bad-function-table'],
    ['arguments that do not ascend', table({ x: [0, 0, 1] }), 'model/bad-function-table'],
    ['no values', table({ x: [], y: [] }), 'model/bad-function-table'],
    ['a value that is not finite', table({ y: [1, NaN, 2] }), 'model/bad-function-table'],
  ])('refuses %s', (_, tables, code) => {
    const { value, diagnostics } = prepareRun(
      document(tables),
      { morphology: singleCompartment(), catalogue: given },
      { threads: 1, machine: oracleMachine },
    )
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toContain(code)
  })
})

describe('simulation series', () => {
  const number = { role: 'assigned', scope: 'range', unit: '1', default: 0 } as const
  /** Adds up the first and the last number of its series. */
  const ends = mechanismOf({
    name: 'Ends',
    kind: 'artificial',
    fields: [
      { ...number, name: 'sum' },
      { ...number, name: 'many' },
    ],
    series: ['times'],
    programs: {
      initialise: hook('Ends.initialise', h => {
        const [first, count] = [h.own('times.first'), h.own('times.count')]
        const last = h.sub(h.add(first, count), h.number(1))
        const some = h.is('lt', h.number(0), count)
        const at = (index: Value) => h.builder.element('table:times', 'value', index, some)
        h.store('many', count)
        h.store('sum', h.choose(some, h.add(at(first), at(last)), h.number(-1)))
      }),
    },
  })
  const document = (series: ModelDocument['series']) =>
    documentOf({
      artificialCells: ['a', 'b', 'c'].map(id => ({ id, mechanism: 'Ends', parameters: {} })),
      series,
      processProbes: ['a', 'b', 'c'].flatMap(id => [
        { id: `sum ${id}`, variable: `${id}.sum` },
        { id: `many ${id}`, variable: `${id}.many` },
      ]),
      run: { tStopMs: 0.025 },
    })
  const times = (process: string, values: readonly number[], series = 'times') => ({
    id: process,
    process,
    series,
    values,
  })

  it('gives each instance the numbers that the model gives it', async () => {
    const { traces } = await simulate(
      document([times('c', [4, 5, 6]), times('a', [1, 2])]),
      singleCompartment(),
      { catalogue: createCatalogue([ends]), machine: oracleMachine },
    )
    expect(['a', 'b', 'c'].map(id => traces[`sum ${id}`]![0])).toEqual([3, -1, 10])
    expect(['a', 'b', 'c'].map(id => traces[`many ${id}`]![0])).toEqual([2, 0, 3])
  })

  it.each([
    ['a process that is none', [times('x', [1])], 'model/unknown-process'],
    ['a series that the mechanism does not keep', [times('a', [1], 'time')], 'model/unknown-series'],
    ['a number that is not finite', [times('a', [1, NaN])], 'model/value-not-finite'],
  ])('refuses %s', (_, series, code) => {
    const { value, diagnostics } = prepareRun(
      document(series),
      { morphology: singleCompartment(), catalogue: createCatalogue([ends]) },
      { threads: 1, machine: oracleMachine },
    )
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toEqual([code])
  })
})

describe('simulation arrays', () => {
  it('keeps the elements of an array apart, and takes values for each', async () => {
    const arrays = catalogueWith({
      'arrays.mod': `
        NEURON { SUFFIX arrays RANGE w, sum GLOBAL g }
        PARAMETER { w[3] = 2 g[2] = 5 }
        ASSIGNED { sum v (mV) }
        BREAKPOINT { LOCAL i sum = 0 FROM i = 0 TO 2 { sum = 10*sum + w[i] } sum = sum + 1000*g[1] }
      `,
    })
    const { traces } = await simulate(
      documentOf({
        discretisation: { kind: 'fixed', count: 3 },
        mechanisms: [{ id: 'a', mechanism: 'arrays', region: 'all', parameters: { 'w[1]': 7 } }],
        globals: { 'arrays.g[1]': 6 },
        probes: [
          { id: 'sum', at: soma, variable: 'arrays.sum' },
          { id: 'w1', at: soma, variable: 'arrays.w[1]' },
          { id: 'w2', at: soma, variable: 'w_arrays[2]' },
        ],
        run: { tStopMs: 0.025 },
      }),
      singleCompartment(),
      { catalogue: arrays, machine: oracleMachine },
    )
    expect([traces.sum!.at(-1), traces.w1![0], traces.w2![0]]).toEqual([6272, 7, 2])
    expect(builtinCatalogue.has('arrays')).toBe(false)
  })
})
