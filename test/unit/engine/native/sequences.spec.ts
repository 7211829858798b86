import { describe, expect, it } from 'vitest'
import { operations } from '../../../../src-engine/program/operations.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import {
  bindByHand,
  column,
  firstDifference,
  handProgram,
  register,
  scalar,
  type Words,
} from '../../../support/programs.ts'

const a = column(0)
const b = column(1)
const c = column(2)
const s = scalar(0)

/** Sequences that the machine runs as one loop (native/fusion.cc); the last operation's result counts. */
const sequences: readonly (readonly [name: string, words: readonly Words[]])[] = [
  [
    'e^(a·s)',
    [
      ['mul', 0, a, s],
      ['exp', 0, register(0)],
    ],
  ],
  [
    's·e^(a·s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['mul', 0, s, register(1)],
    ],
  ],
  [
    'e^(a/b)',
    [
      ['div', 1, a, b],
      ['exp', 0, register(1)],
    ],
  ],
  [
    'e^(s/b)',
    [
      ['div', 0, s, b],
      ['exp', 0, register(0)],
    ],
  ],
  [
    'b/(e^a + s)',
    [
      ['exp', 1, a],
      ['add', 1, s, register(1)],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^a + s)',
    [
      ['exp', 1, a],
      ['add', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^a − s)',
    [
      ['exp', 1, a],
      ['sub', 1, register(1), s],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^a − s)',
    [
      ['exp', 1, a],
      ['sub', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^(s·a) + s)',
    [
      ['mul', 1, s, a],
      ['exp', 1, register(1)],
      ['add', 1, s, register(1)],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^(s·a) + s)',
    [
      ['mul', 1, s, a],
      ['exp', 1, register(1)],
      ['add', 1, s, register(1)],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^(s·a) − s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['sub', 1, register(1), s],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^(s·a) − s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['sub', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'relaxation',
    [
      ['div', 0, a, b],
      ['sub', 1, c, register(0)],
      ['mul', 2, b, s],
      ['exp', 2, register(2)],
      ['mulAdd', 0, register(2), register(1), register(0)],
    ],
  ],
]

const arithmetic = ['add', 'sub', 'mul', 'div', 'mulAdd', 'mulSub', 'subMul'] as const

/** Every pair of arithmetic operations, the first's result at each place of the second, scalars here and there. */
const pairs: readonly Words[][] = arithmetic.flatMap((first, one) =>
  arithmetic.flatMap((second, other) =>
    Array.from({ length: operations[second].operands }, (_, place): Words[] => {
      const operands = [s, a, b, c].slice((one + other + place) % 2).slice(0, operations[first].operands)
      const others = [c, (one + place) % 2 === 0 ? s : b, a].slice(0, operations[second].operands)
      return [
        [first, 1, ...operands],
        [second, 0, ...others.with(place, register(1))],
      ]
    }),
  ),
)

/** Stores the result, in other ways also what lies between. */
const endings: readonly (readonly [name: string, words: readonly Words[]])[] = [
  ['stored at once', [['store', 3, register(0)]]],
  [
    'stored and read again',
    [
      ['store', 3, register(0)],
      ['neg', 0, register(0)],
      ['store', 4, register(0)],
    ],
  ],
  [
    'an intermediate read later',
    [
      ['neg', 3, register(1)],
      ['store', 4, register(3)],
      ['store', 3, register(0)],
    ],
  ],
]

const numbers = edgeValues.filter(value => Math.abs(value) < 1e4)

describe.skipIf(noMachine !== undefined)('native sequences', () => {
  const cases = sequences.flatMap(([name, words]) =>
    endings.map(([ending, more]) => [name, ending, [...words, ...more]] as const),
  )

  const runBoth = (body: readonly Words[]) => {
    const written = new Set(body.filter(([name]) => name !== 'store').map(([, to]) => to))
    const known: Words[] = [0, 1, 2].filter(index => !written.has(index)).map(index => ['copy', index, a])
    const program = handProgram({
      constants: [-0.3],
      columns: ['a', 'b', 'c', 'd', 'e'].map(name => ({ space: 'own', name, access: 'both' })),
      body: [...known, ...body],
    })
    for (const machine of machines) {
      const bound = bindByHand(machine, program, {
        count: numbers.length,
        fill: (slot, index) => numbers[(index * [1, 5, 7, 11, 13][slot]!) % numbers.length]!,
      })
      machine.runOnce(bound.model, 0, bound.call)
      interpret(program, bound.oracle)
      expect(firstDifference(bound), nameOf(machine)).toBeUndefined()
    }
  }

  it.each(cases)('%s, %s, equals its operations one by one', (_, _ending, body) => runBoth(body))

  it.each(endings)('pairs, %s, equal their operations one by one', (_, ending) => {
    expect(pairs).toHaveLength(7 * (4 * 2 + 3 * 3))
    for (const pair of pairs) runBoth([...pair, ...ending])
  })
})
