import { describe, expect, it } from 'vitest'
import {
  type CellModel,
  type CircuitElement,
  type CircuitUse,
  prepareRun,
  startRun,
} from '../../../../src-engine/index.ts'
import { ballAndStick, bushyCell, singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  needMachine,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import { machines } from '../../../support/machines.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const soma = { section: 'soma', x: 0.5 }

const alone = (elements: readonly CircuitElement[], initial = {}): CircuitUse => ({
  id: 'box',
  elements,
  attached: [],
  initial,
})

/** Runs a circuit that touches no cell, and gives the traces of some of its unknowns. */
async function runAlone(circuit: CircuitUse, dtMs: number, tStopMs: number, ...names: readonly string[]) {
  const document = documentOf({
    circuits: [circuit],
    processProbes: names.map(name => ({ id: name, variable: `box.${name}` })),
    run: { dtMs, tStopMs },
  })
  return (await simulate(document, singleCompartment())).traces
}

const resistor = (id: string, from: string, to: string, resistanceMohm: number): CircuitElement => ({
  id,
  kind: 'resistor',
  between: [from, to],
  resistanceMohm,
})
const capacitor = (id: string, from: string, to: string, capacitanceNf: number): CircuitElement => ({
  id,
  kind: 'capacitor',
  between: [from, to],
  capacitanceNf,
})

/** An electrode with resistance and capacitance on a place, whose source follows three steps. */
const electrode = (id: string, attached: CircuitUse['attached'], scale = 1): CircuitUse => ({
  id,
  attached: attached.map((place, index) => ({ ...place, node: `n${index}` })),
  elements: [
    resistor('series', 'tip', 'n0', 20),
    capacitor('stray', 'tip', 'ground', 0.004),
    ...attached.slice(1).map((_, index) => resistor(`r${index}`, `n${index}`, `n${index + 1}`, 40)),
    {
      id: 'source',
      kind: 'current-source',
      between: ['ground', 'tip'],
      steps: [
        { delayMs: 0.5, durationMs: 1, value: 0.8 * scale },
        { delayMs: 0.5, durationMs: 0.5, value: -0.4 * scale },
        { delayMs: 0, durationMs: 1, value: 0.6 * scale },
      ],
    },
  ],
  initial: { tip: -65 },
})

const cell = (name: string, morphology = bushyCell()): CellModel => ({
  name,
  morphology,
  description: documentOf({
    discretisation: { kind: 'fixed', count: 3 },
    mechanisms: [
      { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
      { id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 0.0002 } },
    ],
    probes: [
      { id: `${name} v`, at: soma, variable: 'v' },
      { id: `${name} far`, at: { section: 'dend[0]', x: 1 }, variable: 'v' },
    ],
  }),
})

describe.skipIf(!machine)(`simulation circuits${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('discharges a capacitor over a resistor as backward Euler does exactly', async () => {
    const [resistance, capacitance, dtMs] = [50, 0.02, 0.05]
    const circuit = alone(
      [resistor('r', 'a', 'ground', resistance), capacitor('c', 'a', 'ground', capacitance)],
      { a: 10 },
    )
    const { a = [] } = await runAlone(circuit, dtMs, 5, 'a')
    expect(a).toHaveLength(101)
    let expected = 10
    for (const value of a) {
      expect(Math.abs(value - expected)).toBeLessThan(1e-13)
      expected /= 1 + dtMs / (resistance * capacitance)
    }
  })

  it('lets a coil and a capacitor ring, with an error that falls with the step', async () => {
    // 1000 H, 1 nF and 300 MΩ in parallel: ω₀ = 1/√(LC) = 1/ms, damped by 1/(2RC).
    const [henry, capacitance, resistance] = [1000, 1, 300]
    const circuit = alone(
      [
        { id: 'l', kind: 'inductor', between: ['a', 'ground'], inductanceH: henry },
        capacitor('c', 'a', 'ground', capacitance),
        resistor('r', 'a', 'ground', resistance),
      ],
      { a: 5 },
    )
    const damping = 1 / (2 * resistance * capacitance)
    const omega = Math.sqrt(1 / (henry * 1e-3 * capacitance) - damping * damping)
    const exact = (t: number) =>
      5 * Math.exp(-damping * t) * (Math.cos(omega * t) - (damping / omega) * Math.sin(omega * t))
    const errorAt = async (dtMs: number) => {
      const { a = [] } = await runAlone(circuit, dtMs, 6, 'a')
      return Math.max(...a.map((value, step) => Math.abs(value - exact(step * dtMs))))
    }
    const [coarse, fine] = [await errorAt(0.01), await errorAt(0.005)]
    expect(fine).toBeLessThan(0.1)
    // Backward Euler is of first order.
    expect(coarse / fine).toBeGreaterThan(1.9)
    expect(coarse / fine).toBeLessThan(2.1)
  })

  it('divides a voltage, follows it with an amplifier, and gives the currents of both', async () => {
    const circuit = alone([
      { id: 'battery', kind: 'voltage-source', between: ['top', 'ground'], value: 30 },
      resistor('r1', 'top', 'middle', 20),
      resistor('r2', 'middle', 'ground', 10),
      { id: 'follower', kind: 'op-amp', inputs: ['middle', 'out'], output: 'out', gain: 1e6 },
      resistor('load', 'out', 'ground', 5),
    ])
    const { middle, out, battery, follower } = await runAlone(
      circuit,
      0.025,
      0.1,
      'middle',
      'out',
      'battery',
      'follower',
    )
    expect(middle!.at(-1)).toBeCloseTo(10, 12)
    expect(out!.at(-1)).toBeCloseTo((10 * 1e6) / (1e6 + 1), 12)
    expect(battery!.at(-1)).toBeCloseTo(-1, 12)
    expect(follower!.at(-1)).toBeCloseTo(-out!.at(-1)! / 5, 12)
  })

  it('agrees with a dense solution of the whole system', async () => {
    const document = documentOf({
      ...cell('').description,
      circuits: [
        electrode('one', [{ at: soma }, { at: { section: 'dend[1]', x: 1 } }]),
        electrode('two', [{ at: { section: 'axon[1]', x: 0.5 } }], 0.3),
        electrode('three', [{ at: soma }], -0.2),
      ],
      processProbes: ['one.tip', 'two.tip', 'three.source'].map(variable => ({ id: variable, variable })),
      run: { tStopMs: 5 },
    })
    const native = await simulate(document, bushyCell())
    const dense = await simulate(document, bushyCell(), { machine: oracleMachine })
    expect(Math.max(...native.traces[' v']!)).toBeGreaterThan(0)
    for (const [id, trace] of Object.entries(native.traces))
      trace.forEach((value, step) =>
        // Rounding, and what an action potential makes of it.
        expect(Math.abs(value - dense.traces[id]![step]!), `${id} at step ${step}`).toBeLessThan(
          step < 100 ? 1e-9 : 1e-8,
        ),
      )
  })

  it('holds a place where a voltage source says, however fast the membrane', async () => {
    const circuit: CircuitUse = {
      id: 'clamp',
      attached: [{ node: 'inside', at: soma }],
      elements: [{ id: 'command', kind: 'voltage-source', between: ['inside', 'ground'], value: -20 }],
    }
    const { traces } = await simulate(
      documentOf({ ...cell('').description, circuits: [circuit], run: { tStopMs: 3 } }),
      bushyCell(),
    )
    for (const value of traces[' v']!.slice(1)) expect(Math.abs(value + 20)).toBeLessThan(1e-11)
  })

  it('counts what circuits send into a cell among what leaves through its membrane', async () => {
    const document = documentOf({
      circuits: [electrode('one', [{ at: soma }])],
      mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
      probes: [
        { id: 'soma', at: soma, variable: 'i_membrane_' },
        { id: 'dend', at: { section: 'dend', x: 0.5 }, variable: 'i_membrane_' },
        { id: 'v', at: soma, variable: 'v' },
      ],
      processProbes: [{ id: 'tip', variable: 'one.tip' }],
      run: { tStopMs: 4 },
    })
    const { traces } = await simulate(document, ballAndStick())
    const { soma: inSoma = [], dend = [], v = [], tip = [] } = traces
    for (let step = 1; step < v.length; step++)
      expect(inSoma[step]! + dend[step]!).toBeCloseTo((tip[step]! - v[step]!) / 20, 12)
  })

  it('lets sources follow plays, which hold over their steps', async () => {
    const document = documentOf({
      circuits: [electrode('one', [{ at: soma }])],
      plays: [
        {
          id: 'ramp',
          targets: [{ variable: 'one.source', scale: 2 }],
          values: [0, 1],
          timesMs: [0, 4],
          course: 'linear',
        },
      ],
      processProbes: [{ id: 'source', variable: 'one.source' }],
      run: { dtMs: 0.05, tStopMs: 4 },
    })
    const { traces } = await simulate(document, ballAndStick())
    // The current of a step is that of its middle.
    traces
      .source!.slice(1)
      .forEach((value, step) => expect(value).toBeCloseTo((2 * (step + 0.5) * 0.05) / 4, 12))
  })

  it('begins anew with what was there at the beginning', async () => {
    const document = documentOf({
      circuits: [electrode('one', [{ at: soma }])],
      processProbes: [{ id: 'tip', variable: 'one.tip' }],
      run: { tStopMs: 3 },
    })
    const on = needMachine()
    const { value } = prepareRun(
      document,
      { morphology: ballAndStick(), catalogue: builtinCatalogue },
      { threads: 1, machine: on },
    )
    const run = startRun(value!, on)
    await run.advance(60)
    const { bytes } = run.snapshot()
    const first = await run.advance(60)
    expect(run.restore(bytes)).toBeUndefined()
    expect((await run.advance(60)).traces).toEqual(first.traces)
    run.close()
  })

  it('gives the same bits on any lanes, instructions, threads and groups', async () => {
    const cells = Array.from({ length: 12 }, (_, index) =>
      cell(`c${index}`, index % 4 === 3 ? ballAndStick() : bushyCell()),
    )
    const place = (name: string, x: number) => ({ cell: name, at: { section: 'soma', x } })
    const circuits = [
      electrode('joins two', [place('c0', 0.5), place('c5', 0.5)], 4),
      electrode('meets it', [place('c5', 1)], 0.5),
      ...[1, 2, 4, 6, 7].map(index =>
        electrode(`single ${index}`, [place(`c${index}`, 0.5)], 1 + 0.1 * index),
      ),
    ]
    const network = { circuits, processProbes: circuits.map(({ id }) => ({ id, variable: `${id}.tip` })) }
    const results = async (options: Parameters<typeof simulateCells>[2]) => {
      const { traces, prepared } = await simulateCells(cells, { tStopMs: 3 }, { network, ...options })
      return { traces, groups: prepared.model.groups }
    }
    const expected = await results({})
    expect(Math.max(...expected.traces['c0 v']!)).toBeGreaterThan(0)
    for (const on of machines) expect((await results({ machine: on })).traces).toEqual(expected.traces)
    for (const threads of [2, 3]) {
      const several = await results({ threads, stretch: 37, mostNodesOfGroup: 40 })
      expect(several.groups.filter(({ circuits: of }) => of).length).toBeGreaterThan(1)
      expect(several.traces).toEqual(expected.traces)
    }
  })

  it('ends a run whose circuit has no solution, and names the node', async () => {
    const growing = documentOf({
      circuits: [{ id: 'box', attached: [], c: [[0.025]], g: [[-0.9999]], b: [1], y0: [1e300] }],
      run: { tStopMs: 3 },
    })
    await expect(simulate(growing, singleCompartment())).rejects.toThrow(
      /^The equations of the circuits leave "box\.y\[0\]" open, or without a finite value, at t = [\d.]+ ms; the run stopped there\.$/,
    )
    const vanishing = documentOf({
      circuits: [{ id: 'box', attached: [], c: [[0.025]], g: [[-1]], b: [1] }],
      run: { tStopMs: 3 },
    })
    await expect(simulate(vanishing, singleCompartment())).rejects.toThrow('leave "box.y[0]" open')
  })
})
