import { describe, expect, it } from 'vitest'
import {
  type AdaptiveSettings,
  type CircuitElement,
  type CircuitUse,
  type ElementCircuit,
  prepareRun,
  startRun,
} from '../../../../src-engine/index.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, simulate } from '../../../support/engine.ts'
import { machines, noMachine } from '../../../support/machines.ts'

const catalogue = libraryCatalogue()
const soma = { section: 'soma', x: 0.5 }
const adaptive = (absoluteTolerance: number) =>
  ({ method: 'adaptive', adaptive: { absoluteTolerance } }) as const

type Pair = readonly [from: string, to: string]
const resistor = (id: string, between: Pair, resistanceMohm: number): CircuitElement => ({
  id,
  kind: 'resistor',
  between,
  resistanceMohm,
})
const capacitor = (id: string, between: Pair, capacitanceNf: number): CircuitElement => ({
  id,
  kind: 'capacitor',
  between,
  capacitanceNf,
})
const coil = (id: string, between: Pair, inductanceH: number): CircuitElement => ({
  id,
  kind: 'inductor',
  between,
  inductanceH,
})
/** Something that is 10 from 1 ms to 3 ms, else 0. */
const source = (id: string, kind: 'voltage-source' | 'current-source', between: Pair): CircuitElement => ({
  id,
  kind,
  between,
  steps: [{ delayMs: 1, durationMs: 2, value: 10 }],
})
const box = (elements: readonly CircuitElement[], attached: ElementCircuit['attached'] = []): CircuitUse => ({
  id: 'box',
  elements,
  attached,
})

/** Runs a circuit that touches no cell. */
async function alone(elements: readonly CircuitElement[], ...names: readonly string[]) {
  const document = documentOf({
    circuits: [box(elements)],
    processProbes: names.map(name => ({ id: name, variable: `box.${name}` })),
    run: { dtMs: 0.23, tStopMs: 5, ...adaptive(1e-9) },
  })
  return simulate(document, singleCompartment())
}

/** The largest difference of a trace from a course. */
const apart = (trace: readonly number[], times: readonly number[], course: (t: number) => number) =>
  trace.reduce((most, value, sample) => Math.max(most, Math.abs(value - course(times[sample]!))), 0)

describe.skipIf(noMachine !== undefined)('circuits by themselves in steps of adaptive length', () => {
  it('charge a capacitor through a resistor, as the formula says', async () => {
    const { traces, timesMs } = await alone(
      [
        source('battery', 'voltage-source', ['in', 'ground']),
        resistor('r', ['in', 'out'], 100),
        capacitor('c', ['out', 'ground'], 0.01),
      ],
      'out',
      'battery',
    )
    const charged = 10 * (1 - Math.exp(-2))
    const course = (t: number) =>
      t < 1 ? 0 : t <= 3 ? 10 * (1 - Math.exp(1 - t)) : charged * Math.exp(3 - t)
    expect(apart(traces.out!, timesMs, course)).toBeLessThan(1e-7)
    expect(apart(traces.battery!, timesMs, t => (course(t) - (t < 1 || t > 3 ? 0 : 10)) / 100)).toBeLessThan(
      1e-9,
    )
  })

  it('ring with resistance, inductance and capacitance, as the formula says', async () => {
    const { traces, timesMs } = await alone(
      [
        source('battery', 'voltage-source', ['in', 'ground']),
        resistor('r', ['in', 'on'], 1),
        coil('l', ['on', 'out'], 1000),
        capacitor('c', ['out', 'ground'], 0.1),
      ],
      'out',
    )
    // R = 1 MΩ, L = 1 mV ms/nA, C = 0.1 nF
    const damping = 0.5
    const omega = Math.sqrt(10 - damping * damping)
    const rung = (t: number) =>
      t < 0
        ? 0
        : 10 * (1 - Math.exp(-damping * t) * (Math.cos(omega * t) + (damping / omega) * Math.sin(omega * t)))
    expect(apart(traces.out!, timesMs, t => rung(t - 1) - rung(t - 3))).toBeLessThan(5e-7)
  })

  it('divide a jump by capacitors that hang on each other', async () => {
    const { traces, timesMs } = await alone(
      [
        source('battery', 'voltage-source', ['in', 'ground']),
        capacitor('above', ['in', 'out'], 0.01),
        capacitor('below', ['out', 'ground'], 0.03),
        resistor('leak', ['out', 'ground'], 100),
      ],
      'out',
    )
    const jump = (t: number) => (t < 0 ? 0 : 2.5 * Math.exp(-t / 4))
    expect(apart(traces.out!, timesMs, t => jump(t - 1) - jump(t - 3))).toBeLessThan(1e-7)
  })

  it('prescribe the voltage of a capacitor, and the current of a coil', async () => {
    const square = (t: number) => (t < 1 || t > 3 ? 0 : 10)
    const voltage = await alone(
      [
        source('battery', 'voltage-source', ['in', 'ground']),
        capacitor('c', ['in', 'ground'], 0.01),
        resistor('r', ['in', 'ground'], 5),
      ],
      'in',
      'battery',
    )
    expect(apart(voltage.traces.in!, voltage.timesMs, square)).toBe(0)
    expect(apart(voltage.traces.battery!, voltage.timesMs, t => -square(t) / 5)).toBeLessThan(1e-12)
    const current = await alone(
      [
        source('pump', 'current-source', ['ground', 'in']),
        coil('l', ['in', 'out'], 10),
        resistor('r', ['out', 'ground'], 5),
      ],
      'l',
      'in',
    )
    expect(apart(current.traces.l!, current.timesMs, square)).toBe(0)
    expect(apart(current.traces.in!, current.timesMs, t => 5 * square(t))).toBeLessThan(1e-12)
  })
})

const hh = [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }]
const areaFactor = 0.01 * Math.PI * 20 * 20

describe.skipIf(noMachine !== undefined)('cells with circuits in steps of adaptive length', () => {
  const clamped = (elements: readonly CircuitElement[]) =>
    simulate(
      documentOf({
        mechanisms: hh,
        circuits: [
          box(
            [
              ...elements,
              {
                id: 'command',
                kind: 'voltage-source',
                between: ['amplifier', 'ground'],
                value: -65,
                steps: [{ delayMs: 1, durationMs: 2, value: 0 }],
              },
            ],
            [{ node: elements.length === 0 ? 'amplifier' : 'cell', at: soma }],
          ),
        ],
        processProbes: [{ id: 'command', variable: 'box.command' }],
        probes: ['v', 'i_cap', 'i_membrane_', 'ina', 'ik', 'hh.il'].map(variable => ({
          id: variable,
          at: soma,
          variable,
        })),
        run: { dtMs: 0.23, tStopMs: 5, ...adaptive(1e-8) },
      }),
      singleCompartment(),
      { catalogue },
    )

  it('hold a membrane at a voltage without any resistance, as one with little almost does', async () => {
    const ideal = await clamped([])
    const almost = await clamped([resistor('series', ['amplifier', 'cell'], 1e-4)])
    ideal.traces.v!.forEach((v, sample) => {
      const t = ideal.timesMs[sample]!
      expect(v).toBe(t < 1 || t > 3 ? -65 : 0)
      const [current, other] = [ideal.traces.command![sample]!, almost.traces.command![sample]!]
      expect(Math.abs(current - other), `at ${t} ms`).toBeLessThan(0.02)
    })
    expect(Math.max(...ideal.traces.command!)).toBeGreaterThan(10)
  })

  it('balance currents of compartments with what circuits send into them', async () => {
    for (const elements of [
      [],
      [resistor('series', ['amplifier', 'cell'], 5)],
      [resistor('series', ['amplifier', 'cell'], 5), capacitor('stray', ['cell', 'ground'], 0.02)],
    ]) {
      const { traces } = await clamped(elements)
      traces.v!.forEach((v, sample) => {
        const at = (name: string) => traces[name]![sample]!
        const through = areaFactor * (at('i_cap') + at('ina') + at('ik') + at('hh.il'))
        expect(Math.abs(at('i_membrane_') - through)).toBeLessThan(1e-12)
        // dv/dt is i_cap over 1 µF/cm².
        if (elements.length < 2) expect(Math.abs(at('i_membrane_') + at('command'))).toBeLessThan(1e-12)
        else
          expect(Math.abs(at('i_membrane_') + at('command') + 0.02 * (at('i_cap') / 1e-3))).toBeLessThan(1e-4)
        expect(Number.isFinite(v)).toBe(true)
      })
    }
  })

  it('charge a membrane along a prescribed ramp', async () => {
    const command: CircuitElement = {
      id: 'command',
      kind: 'voltage-source',
      between: ['cell', 'ground'],
      value: -65,
    }
    const document = documentOf({
      mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 1e-4, e: -65 } }],
      circuits: [box([command], [{ node: 'cell', at: soma }])],
      plays: [
        {
          id: 'ramp',
          targets: [{ variable: 'box.command' }],
          values: [-65, -65, -45, -45],
          timesMs: [0, 1, 3, 5],
          course: 'linear',
        },
      ],
      processProbes: [{ id: 'command', variable: 'box.command' }],
      probes: [{ id: 'v', at: soma, variable: 'v' }],
      run: { dtMs: 0.23, tStopMs: 5, ...adaptive(1e-6) },
    })
    const { traces, timesMs } = await simulate(document, singleCompartment(), { catalogue })
    const ramp = (t: number) => 10 * Math.min(2, Math.max(0, t - 1))
    expect(apart(traces.v!, timesMs, t => ramp(t) - 65)).toBeLessThan(1e-9)
    // 1 µF/cm² times 10 mV/ms
    const slope = (t: number) => (t > 1 && t <= 3 ? 0.01 : 0)
    const current = (t: number) => -areaFactor * (slope(t) + 1e-4 * ramp(t))
    expect(apart(traces.command!, timesMs, current)).toBeLessThan(1e-9)
  })
})

describe.skipIf(noMachine !== undefined)('circuits that steps of adaptive length cannot solve', () => {
  const saidOf = async (circuit: CircuitUse, settings: AdaptiveSettings) => {
    const document = documentOf({
      circuits: [circuit],
      run: { dtMs: 0.1, tStopMs: 5, method: 'adaptive', adaptive: settings },
    })
    const machine = machines[0]!
    const { value, diagnostics } = prepareRun(
      document,
      { morphology: singleCompartment(), catalogue },
      { threads: 1, machine },
    )
    if (!value) return diagnostics
    const run = startRun(value, machine)
    const slice = await run.advance(1e6)
    run.close()
    return slice.diagnostics
  }

  it('are named with the unknown that needs shorter steps', async () => {
    const circuit = box([
      source('battery', 'voltage-source', ['in', 'ground']),
      resistor('r', ['in', 'out'], 100),
      capacitor('c', ['out', 'ground'], 0.01),
    ])
    const [said] = await saidOf(circuit, { absoluteTolerance: 1e-9, smallestStepMs: 0.5 })
    expect(said?.code).toBe('run/step-too-small')
    expect(said?.message).toContain('"box.out" at the circuit')
  })

  it('are named with the unknown that they leave open', async () => {
    // In the first short step C/dt + G is 0.
    const growing: CircuitUse = { id: 'box', attached: [], c: [[1]], g: [[-1 / 1e-9]], b: [1] }
    const [said] = await saidOf(growing, {})
    expect(said?.code).toBe('run/circuit-open')
    expect(said?.message).toContain('box.y[0]')
  })
})
