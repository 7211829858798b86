import { describe, expect, it } from 'vitest'
import {
  checkModel,
  type CircuitElement,
  type CircuitUse,
  type ElementCircuit,
  type MatrixCircuit,
  type ModelDocument,
} from '../../../../src-engine/index.ts'
import { ballAndStick } from '../../../support/cells.ts'
import { builtinCatalogue, documentOf } from '../../../support/engine.ts'

const soma = { section: 'soma', x: 0.5 }

const found = (circuits: readonly CircuitUse[], change: Parameters<typeof documentOf>[0] = {}) =>
  checkModel(documentOf({ ...change, circuits }), {
    morphology: ballAndStick(),
    mechanisms: builtinCatalogue,
  }).map(({ code, message, subject }) => ({ code, message, subject }))

const good: ElementCircuit = {
  id: 'electrode',
  attached: [{ node: 'inside', at: soma }],
  elements: [
    { id: 'series', kind: 'resistor', between: ['tip', 'inside'], resistanceMohm: 10 },
    { id: 'stray', kind: 'capacitor', between: ['tip', 'ground'], capacitanceNf: 0.01 },
    {
      id: 'command',
      kind: 'voltage-source',
      between: ['top', 'ground'],
      value: -60,
      steps: [{ delayMs: 1, durationMs: 2, value: 0 }],
    },
    { id: 'feed', kind: 'inductor', between: ['top', 'tip'], inductanceH: 1 },
    {
      id: 'amplifier',
      kind: 'op-amp',
      inputs: ['tip', 'out'],
      output: 'out',
      gain: 1000,
      timeConstantMs: 0.1,
    },
    { id: 'hold', kind: 'current-source', between: ['ground', 'inside'], value: 0.1 },
  ],
  initial: { tip: -65, command: 0 },
}

const matrices: MatrixCircuit = {
  id: 'raw',
  attached: [{ at: soma }],
  c: [
    [0, 0],
    [0, 1],
  ],
  g: [
    [0.1, -0.1],
    [-0.1, 0.1],
  ],
  b: [0, 1],
}

/** The only thing said of `good` with other elements besides. */
const saidWith = (more: readonly CircuitElement[], change: Partial<ElementCircuit> = {}) => {
  const all = found([{ ...good, ...change, elements: [...good.elements, ...more] }])
  expect(all).toHaveLength(1)
  expect(all[0]!.subject).toBe('circuits.electrode')
  return [all[0]!.code, all[0]!.message]
}

const saidOf = (change: Partial<MatrixCircuit>) =>
  found([{ ...matrices, ...change }]).map(({ code, message }) => [code, message])

const resistor = (id: string, from: string, to: string, resistanceMohm = 1): CircuitElement => ({
  id,
  kind: 'resistor',
  between: [from, to],
  resistanceMohm,
})

describe('model check of circuits', () => {
  it('says nothing of good ones', () => {
    expect(found([good, matrices])).toEqual([])
  })

  it('accepts what records and drives them, and refuses what names nothing', () => {
    const recording = (variable: string, source: string): Parameters<typeof documentOf>[0] => ({
      processProbes: [{ id: 'p', variable }],
      plays: [{ id: 'q', targets: [{ variable: source }], values: [1], timesMs: [0], course: 'stepped' }],
    })
    expect(found([good, matrices], recording('electrode.tip', 'electrode.command'))).toEqual([])
    expect(found([good, matrices], recording('electrode.amplifier', 'raw.b[1]'))).toEqual([])
    expect(found([good, matrices], recording('raw.y[1]', 'electrode.hold'))).toEqual([])
    const wrong = found([good, matrices], recording('electrode.tap', 'electrode.comand'))
    expect(wrong.map(({ code }) => code).sort()).toEqual([
      'model/unknown-played',
      'model/unknown-process-variable',
    ])
    for (const { message } of wrong) expect(message).toMatch(/Did you mean "electrode\.(tip|command)"\?/)
    // The right side of an attached place is not one's own.
    expect(found([matrices], recording('raw.y[0]', 'raw.b[0]')).map(({ code }) => code)).toEqual([
      'model/unknown-played',
    ])
  })

  it('refuses values that no element can have', () => {
    expect(saidWith([resistor('short', 'tip', 'inside', 0)])).toEqual([
      'model/circuit-value',
      'Circuit "electrode", element "short": the resistance must be more than 0 MΩ, not 0.',
    ])
    const source = (change: object): CircuitElement => ({
      id: 's',
      kind: 'current-source',
      between: ['ground', 'tip'],
      ...change,
    })
    expect(saidWith([source({ value: NaN })])[0]).toBe('model/circuit-value')
    expect(saidWith([source({ steps: [{ delayMs: -1, durationMs: 1, value: 0 }] })])[1]).toBe(
      'Circuit "electrode", element "s": its times must be 0 ms or more, not -1.',
    )
    expect(
      saidWith([
        { id: 'o', kind: 'op-amp', inputs: ['tip', 'x'], output: 'x', gain: 10, timeConstantMs: -1 },
      ])[1],
    ).toBe('Circuit "electrode", element "o": the time constant must be 0 ms or more, not -1.')
  })

  it('refuses names that stand for two things or none', () => {
    expect(saidWith([resistor('tip', 'tip', 'inside')])).toEqual([
      'model/circuit-repeated-name',
      'Circuit "electrode" has more than one thing named "tip"; its elements and nodes must have names of their own.',
    ])
    expect(saidWith([resistor('r', '', 'inside')])[0]).toBe('model/circuit-name')
    expect(saidWith([], { initial: { tap: 1 } })).toEqual([
      'model/circuit-unknown-start',
      'Circuit "electrode" says where "tap" begins, but has no such node, and no such current to be found. Did you mean "tip"?',
    ])
    expect(saidWith([], { initial: { tip: NaN } })[0]).toBe('model/value-not-finite')
    const pointProcesses = [{ id: 'electrode', mechanism: 'IClamp', at: soma, parameters: {} }]
    expect(found([good], { pointProcesses }).map(({ code }) => code)).toEqual(['model/circuit-name-taken'])
    expect(found([good, good]).map(({ code }) => code)).toContain('model/circuit-name-taken')
  })

  it('refuses places that cannot be attached', () => {
    const attachedTo = (...attached: ElementCircuit['attached']) =>
      saidWith([], { attached: [...good.attached, ...attached] })[0]
    expect(attachedTo({ node: 'ground', at: soma })).toBe('model/circuit-ground-attached')
    expect(attachedTo({ node: 'inside', at: { section: 'dend', x: 0.5 } })).toBe(
      'model/circuit-node-attached-twice',
    )
    expect(attachedTo({ node: 'tip', at: { section: 'dent', x: 0.5 } })).toBe('model/unknown-section')
    expect(attachedTo({ node: 'tip', at: { section: 'dend', x: 1.5 } })).toBe('model/position-out-of-range')
    expect(attachedTo({ node: 'tip', cell: 'other', at: soma })).toBe('model/unknown-cell')
    const mechanisms = [{ id: 'e', mechanism: 'extracellular', region: 'all', parameters: {} }]
    expect(found([good], { mechanisms })).toEqual([
      {
        code: 'model/circuit-with-layers',
        message:
          'Circuit "electrode" is attached to a cell that has layers outside its membrane (extracellular); a circuit\'s ground is the outside of a cell without layers.',
        subject: 'circuits.electrode',
      },
    ])
  })

  it('names the node or the current that circuits leave open', () => {
    expect(saidWith([{ id: 'c', kind: 'capacitor', between: ['a', 'b'], capacitanceNf: 1 }])).toEqual([
      'model/circuit-open-node',
      'Circuit "electrode": the potential of the node "b" is not determined.',
    ])
    // Three resistors in a ring, with rounding; and a node to which only a source of current leads.
    const ring = [resistor('r1', 'a', 'b', 3), resistor('r2', 'b', 'c', 7), resistor('r3', 'c', 'a', 0.3)]
    expect(saidWith(ring)[1]).toBe('Circuit "electrode": the potential of the node "c" is not determined.')
    expect(saidWith([{ id: 'j', kind: 'current-source', between: ['ground', 'a'], value: 1 }])[1]).toBe(
      'Circuit "electrode": the potential of the node "a" is not determined.',
    )
    expect(
      saidWith([{ id: 'second', kind: 'voltage-source', between: ['top', 'ground'], value: 1 }]),
    ).toEqual([
      'model/circuit-open-current',
      'Circuit "electrode": the current through "second" is not determined.',
    ])
    expect(
      found([
        good,
        {
          ...matrices,
          g: [
            [0.1, 0],
            [0, 0],
          ],
          c: [
            [0, 0],
            [0, 0],
          ],
        },
      ]),
    ).toEqual([
      {
        code: 'model/circuit-open-unknown',
        message: 'Circuit "raw": y[1] does not follow from the equations; C/dt + G is singular.',
        subject: 'circuits.raw',
      },
    ])
  })

  it('takes amplifiers of large gain, and resistances of very different size', () => {
    const elements: CircuitElement[] = [
      { id: 'o', kind: 'op-amp', inputs: ['inside', 'x'], output: 'x', gain: 1e9 },
      resistor('large', 'x', 'y', 1e6),
      resistor('small', 'y', 'ground', 1e-6),
    ]
    expect(found([{ ...good, elements: [...good.elements, ...elements] }])).toEqual([])
  })

  it('refuses matrices of the wrong shape', () => {
    expect(saidOf({ g: [[1, 0]] })).toEqual([
      ['model/circuit-shape', 'Circuit "raw": G must have 2 rows, as b has numbers.'],
    ])
    expect(saidOf({ c: [[1, 0], [1]] })[0]![1]).toBe('Circuit "raw": every row of C must have 2 numbers.')
    expect(saidOf({ y0: [1] })[0]![0]).toBe('model/circuit-shape')
    expect(saidOf({ b: [] })[0]![0]).toBe('model/circuit-shape')
    expect(saidOf({ b: [0, Infinity] })[0]![0]).toBe('model/value-not-finite')
  })

  it('refuses circuits that are too large to be solved at every step', () => {
    const chain = Array.from({ length: 1100 }, (_, k) =>
      resistor(`r${k}`, k === 0 ? 'inside' : `n${k}`, `n${k + 1}`),
    )
    expect(saidWith(chain)[1]).toMatch(
      /^Circuit "electrode" has \d{4} unknowns with everything .* at most 1000 can be solved\.$/,
    )
  })

  it('refuses Crank–Nicolson, which has no place for what has no capacitance', () => {
    const run = (method: ModelDocument['run']['method']) => found([good], { run: { method } })
    expect(run('backward-euler')).toEqual([])
    expect(run('crank-nicolson')).toEqual([
      {
        code: 'model/circuit-method',
        message:
          'Circuit "electrode" can be solved with backward Euler, or in steps of adaptive length, but not with Crank–Nicolson.',
        subject: 'circuits.electrode',
      },
    ])
    expect(run('adaptive')).toEqual([])
  })
})
