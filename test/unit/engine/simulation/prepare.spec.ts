import { describe, expect, it } from 'vitest'
import { type ModelDocument, type Morphology, prepareRun, startRun } from '../../../../src-engine/index.ts'
import { ballAndStick, bushyCell, cellOf, singleCompartment } from '../../../support/cells.ts'
import { builtinCatalogue, documentOf, recordAll, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const prepare = (document: ModelDocument, morphology: Morphology) =>
  prepareRun(document, { morphology, catalogue: builtinCatalogue }, { threads: 1, machine: oracleMachine })

const soma = { section: 'soma[0]', x: 0.5 }
const probe = (id: string, variable: string, at = soma) => ({ id, at, variable })
const insert = (mechanism: string, region: string, parameters: Record<string, number> = {}) => ({
  id: `${mechanism} ${region}`,
  mechanism,
  region,
  parameters,
})

/** The value of each probe at t = 0. */
async function firstSample(document: ModelDocument, morphology: Morphology): Promise<Record<string, number>> {
  const { traces } = await simulate({ ...document, run: { ...document.run, tStopMs: 0 } }, morphology, {
    machine: oracleMachine,
  })
  return Object.fromEntries(Object.entries(traces).map(([id, trace]) => [id, trace[0]!]))
}

describe('simulation prepare', () => {
  it('names what is recorded, with units', () => {
    const document = documentOf({
      mechanisms: [insert('hh', 'all')],
      pointProcesses: [{ id: 'clamp1', mechanism: 'IClamp', at: soma, parameters: {} }],
      probes: [
        probe('a', 'v', { section: 'soma', x: 0.5 }),
        probe('b', 'hh.m'),
        probe('c', 'ina'),
        probe('d', 'clamp1.i'),
        probe('e', 'gnabar_hh'),
      ],
    })
    expect(
      prepare(document, singleCompartment()).value!.probes.map(({ label, unit }) => [label, unit]),
    ).toEqual([
      ['soma[0](0.5).v', 'mV'],
      ['soma[0](0.5).hh.m', ''],
      ['soma[0](0.5).ina', 'mA/cm2'],
      ['soma[0](0.5).clamp1.i', 'nA'],
      ['soma[0](0.5).gnabar_hh', 'S/cm2'],
    ])
  })

  it('lets later uses win, parameter by parameter', async () => {
    const document = documentOf({
      mechanisms: [
        insert('pas', 'all', { g: 0.002, e: -60 }),
        insert('pas', 'dend', { g: 0.003 }),
        insert('pas', 'dend[1]', { e: -50 }),
      ],
      properties: [
        { id: '1', property: 'cm', region: 'dend', value: 2 },
        { id: '2', property: 'cm', region: 'dend[1]', value: 3 },
      ],
      probes: ['soma[0]', 'dend[0]', 'dend[1]'].flatMap(section => [
        probe(`${section} g`, 'pas.g', { section, x: 0.5 }),
        probe(`${section} e`, 'pas.e', { section, x: 0.5 }),
      ]),
    })
    expect(await firstSample(document, bushyCell())).toEqual({
      'soma[0] g': 0.002,
      'soma[0] e': -60,
      'dend[0] g': 0.003,
      'dend[0] e': -60,
      'dend[1] g': 0.003,
      'dend[1] e': -50,
    })
    const { model, compartments } = prepare(document, bushyCell()).value!
    const capacitance = new Float64Array(model.arena).subarray(model.groups[0]!.nodeColumns[3])
    const total = capacitance.subarray(0, model.groups[0]!.nodes).reduce((sum, one) => sum + one)
    const cm = (section: number) => (section === 2 ? 3 : section >= 1 && section <= 5 ? 2 : 1)
    const expected = compartments.areaUm2.reduce(
      (sum, area, at) => sum + 1e-5 * area * cm(compartments.section[at]!),
      0,
    )
    expect(total).toBeCloseTo(expected, 12)
  })

  it('begins with every node at the initial potential and ions at their defaults or as they are set', async () => {
    const document = documentOf({
      mechanisms: [insert('hh', 'all')],
      properties: [{ id: 'ek', property: 'ek', region: 'dend', value: -90 }],
      probes: [
        probe('v', 'v'),
        probe('end', 'v', { section: 'dend[0]', x: 1 }),
        probe('ena', 'ena'),
        probe('ek', 'ek'),
        probe('ek dend', 'ek', { section: 'dend[0]', x: 0.1 }),
        probe('nai', 'nai'),
        probe('ko', 'ko'),
      ],
      run: { vInitMv: -61 },
    })
    expect(await firstSample(document, ballAndStick())).toEqual({
      v: -61,
      end: -61,
      ena: 50,
      ek: -77,
      'ek dend': -90,
      nai: 10,
      ko: 2.5,
    })
  })

  it('puts point processes at x = 0 and x = 1 on end nodes', async () => {
    // A current into the end of a cable meets half a compartment’s axial resistance first: v(1) leads v(last).
    const document = documentOf({
      mechanisms: [insert('pas', 'all', { e: -65 })],
      pointProcesses: [
        {
          id: 'tip',
          mechanism: 'IClamp',
          at: { section: 'dend[0]', x: 1 },
          parameters: { dur: 1e9, amp: 0.1 },
        },
      ],
      probes: [
        probe('end', 'v', { section: 'dend[0]', x: 1 }),
        probe('last', 'v', { section: 'dend[0]', x: 0.9 }),
      ],
      run: { tStopMs: 1 },
    })
    const { traces, prepared } = await simulate(document, ballAndStick(), { machine: oracleMachine })
    const [cell] = prepared.cells
    const resistance = 35.4 * cell!.compartments.farResistance[1]!
    traces
      .end!.slice(1)
      .forEach((v, step) => expect(v - traces.last![step + 1]!).toBeCloseTo(0.1 * resistance, 9))
  })

  it('records an end without membrane as its neighbours’ weighted mean', async () => {
    const document = documentOf({
      mechanisms: [insert('pas', 'all', { e: -60 })],
      probes: [
        probe('joint', 'v', { section: 'soma', x: 1 }),
        probe('soma', 'v'),
        probe('dend', 'v', { section: 'dend[0]', x: 0.5 }),
      ],
      pointProcesses: [{ id: 'c', mechanism: 'IClamp', at: soma, parameters: { dur: 9, amp: 0.3 } }],
      run: { tStopMs: 1 },
    })
    const { traces, prepared } = await simulate(document, ballAndStick(), { machine: oracleMachine })
    const { farResistance, nearResistance } = prepared.cells[0]!.compartments
    const [a, b] = [1 / farResistance[0]!, 1 / nearResistance[1]!]
    traces.joint!.slice(1).forEach((v, step) => {
      const mean = (a * traces.soma![step + 1]! + b * traces.dend![step + 1]!) / (a + b)
      expect(v).toBeCloseTo(mean, 9)
    })
  })

  it('refuses an ion’s variable in a compartment that does not use it', () => {
    // The check of the document sees that the section has sodium; only the cut cell shows that this half has none.
    const catalogue = builtinCatalogue
    const sodiumClamp = {
      ...catalogue.get('IClamp')!,
      name: 'NaClamp',
      ions: [{ ion: 'na', reads: ['ena'], writes: [], valence: undefined }],
    }
    const both = {
      ...catalogue,
      get: (name: string) => (name === 'NaClamp' ? sodiumClamp : catalogue.get(name)),
      names: () => [...catalogue.names(), 'NaClamp'],
    }
    const document = documentOf({
      discretisation: { kind: 'fixed', count: 2 },
      pointProcesses: [{ id: 'c', mechanism: 'NaClamp', at: { section: 'soma', x: 0.2 }, parameters: {} }],
      probes: [probe('far', 'ena', { section: 'soma', x: 0.8 })],
    })
    const { value, diagnostics } = prepareRun(
      document,
      { morphology: singleCompartment(), catalogue: both },
      { threads: 1, machine: oracleMachine },
    )
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'There is no "ena" at soma(0.8): no mechanism there uses the ion na.',
    ])
  })

  it('refuses a model with errors and keeps a good one’s warnings', () => {
    const bad = prepare(documentOf({ mechanisms: [insert('hh', 'nowhere')] }), singleCompartment())
    expect(bad.value).toBeUndefined()
    expect(bad.diagnostics[0]!.code).toBe('model/unknown-region')
    const doubtful = prepare(documentOf({ mechanisms: [insert('hh', 'axon')] }), singleCompartment())
    expect(doubtful.value).toBeDefined()
    expect(doubtful.diagnostics.map(({ code }) => code)).toEqual(['model/empty-region'])
  })

  it('takes at most 200 bytes of arena for an HH compartment', () => {
    const count = 2000
    const document = documentOf({
      discretisation: { kind: 'fixed', count },
      mechanisms: [insert('hh', 'all')],
    })
    expect(
      prepare(document, cellOf([{ lengthUm: 10 * count, diameterUm: 2 }])).value!.arenaBytes / count,
    ).toBeLessThan(200)
  })

  it('is the same arena and the same calls each time', () => {
    const document = documentOf({
      mechanisms: [insert('hh', 'all'), insert('pas', 'dend')],
      probes: [probe('v', 'v')],
    })
    const [one, other] = [prepare(document, bushyCell()).value!, prepare(document, bushyCell()).value!]
    expect(new Float64Array(one.model.arena)).toEqual(new Float64Array(other.model.arena))
    expect(one.model.groups).toEqual(other.model.groups)
  })

  it('gives a second run of one preparation the same numbers', async () => {
    const document = documentOf({
      mechanisms: [insert('hh', 'all')],
      probes: [probe('v', 'v')],
      run: { tStopMs: 2, vInitMv: -50 },
    })
    const prepared = prepare(document, ballAndStick()).value!
    const first = await recordAll(prepared, startRun(prepared, oracleMachine))
    const second = await recordAll(prepared, startRun(prepared, oracleMachine))
    expect(second.traces).toEqual(first.traces)
    expect(new Set(first.traces.v).size).toBeGreaterThan(10)
  })
})
