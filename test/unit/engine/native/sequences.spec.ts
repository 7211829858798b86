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
import { sequences } from '../../../support/knownSequences.ts'

const a = column(0)
const b = column(1)
const c = column(2)
const s = scalar(0)

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

/** What a step of elimination divides by: a number that is there, or one that is made of others. */
const pivots: readonly (readonly Words[])[] = [
  [],
  [['add', 1, s, a]],
  [['sub', 1, a, c]],
  [['mulAdd', 1, a, s, b]],
  [['subMul', 1, b, a, s]],
]

/** What follows the product of the quotient. */
const followers: readonly (readonly Words[])[] = [
  [],
  [['mulAdd', 4, c, register(3), s]],
  [['mulAdd', 4, register(3), s, b]],
  [['subMul', 4, register(3), c, a]],
  [['subMul', 4, s, register(3), c]],
  [['subMul', 4, register(3), register(2), c]],
]

/** Registers of pivot, quotient, product and last result: all their own, or used again. */
const registerUses = [
  [1, 2, 3, 0],
  [2, 2, 0, 1],
  [0, 0, 0, 0],
  [1, 0, 2, 0],
] as const

const eliminations: readonly Words[][] = pivots.flatMap((pivot, one) =>
  followers.flatMap((follower, other) => {
    const divided: Words = ['div', 2, (one + other) % 2 === 0 ? s : b, pivot.length > 0 ? register(1) : c]
    const product: Words = ['mul', 3, ...(other % 2 === 0 ? [a, register(2)] : [register(2), s])]
    return registerUses.map(([pivotIn, quotientIn, productIn, lastIn]) => {
      const place = (operand: number) =>
        [register(1), register(2), register(3)].includes(operand)
          ? register(
              [pivotIn, quotientIn, productIn][[register(1), register(2), register(3)].indexOf(operand)]!,
            )
          : operand
      return [...pivot, divided, product, ...follower].map(([name, to, ...operands]): Words => [
        name,
        [pivotIn, quotientIn, productIn, lastIn][to - 1]!,
        ...operands.map(place),
      ])
    })
  }),
)

/** What solving leaves: a quotient, then steps of two operations; `sooner` puts stores between them. */
function substitution(pivot: readonly Words[], steps: number, sooner: boolean): readonly Words[] {
  const body: Words[] = [...pivot, ['div', 2, b, pivot.length > 0 ? register(1) : s]]
  for (let step = 0; step < steps; step++) {
    const [t, sum, next] = [2 + step, 7, 3 + step]
    const operands = step % 2 === 0 ? [register(t), s] : [c, register(t)]
    if (sooner && step < 2) body.push(['store', 3 + step, register(t)])
    body.push([step % 3 === 0 ? 'subMul' : 'mulAdd', sum, ...operands, step % 2 === 0 ? a : register(2)])
    body.push(['mul', next, ...(step % 2 === 0 ? [register(sum), c] : [b, register(sum)])])
  }
  return body
}

const longPivots: readonly (readonly Words[])[] = [
  [],
  [['sub', 1, a, c]],
  [
    ['add', 1, s, a],
    ['subMul', 1, c, s, register(1)],
  ],
  [
    ['mulAdd', 1, a, b, s],
    ['sub', 1, register(1), c],
    ['mulAdd', 1, s, b, register(1)],
  ],
  [
    ['mulAdd', 1, a, b, s],
    ['sub', 1, register(1), c],
    ['add', 1, s, register(1)],
    ['subMul', 1, s, b, register(1)],
  ],
]

const substitutions = longPivots.flatMap(pivot =>
  [1, 2, 3, 4].flatMap(steps => [true, false].map(sooner => [pivot, steps, sooner] as const)),
)

/** Choices by one number for all lanes, which is 0 or not; stores that may or may not come sooner. */
const choices: readonly (readonly [name: string, words: (condition: number) => readonly Words[]])[] = [
  [
    'what only one side needs',
    condition => [
      ['mul', 1, a, b],
      ['exp', 2, register(1)],
      ['select', 0, condition, register(2), register(1)],
      ['store', 3, register(0)],
    ],
  ],
  [
    'a store behind other work',
    condition => [
      ['mul', 1, a, b],
      ['add', 2, register(1), c],
      ['select', 0, condition, register(2), register(1)],
      ['neg', 2, register(1)],
      ['store', 4, register(2)],
      ['store', 3, register(0)],
    ],
  ],
  [
    'a store behind a reader of its column',
    condition => [
      ['mul', 1, a, b],
      ['select', 0, condition, b, register(1)],
      ['neg', 2, column(3)],
      ['store', 3, register(0)],
      ['store', 4, register(2)],
    ],
  ],
  [
    'a result whose register is used again',
    condition => [
      ['mul', 1, a, b],
      ['select', 0, condition, c, register(1)],
      ['neg', 1, c],
      ['store', 3, register(0)],
      ['store', 4, register(1)],
    ],
  ],
  [
    'a choice of a choice',
    condition => [
      ['mul', 1, a, b],
      ['select', 1, condition, a, register(1)],
      ['select', 0, condition, s, register(1)],
      ['select', 2, condition, register(1), s],
      ['store', 3, register(0)],
      ['store', 4, register(2)],
    ],
  ],
]

/** Whatever a step of elimination leaves, in two orders. */
const leftovers: readonly (readonly Words[])[] = [
  [
    ['add', 4, register(0), register(1)],
    ['mulAdd', 4, register(2), register(3), register(4)],
    ['store', 3, register(4)],
    ['store', 4, register(2)],
  ],
  [
    ['store', 3, register(0)],
    ['mulAdd', 4, register(2), register(3), register(0)],
    ['store', 4, register(4)],
  ],
  [['store', 4, register(3)]],
]

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
    const known: Words[] = [0, 1, 2, 3].filter(index => !written.has(index)).map(index => ['copy', index, a])
    const program = handProgram({
      constants: [-0.3, 0, 1.5],
      columns: ['a', 'b', 'c', 'd', 'e'].map(name => ({ space: 'own', name, access: 'both' })),
      body: [...known, ...body],
    })
    for (const machine of machines) {
      // Few instances have kernels of their own.
      for (const count of [numbers.length, 3, 2]) {
        const bound = bindByHand(machine, program, {
          count,
          fill: (slot, index) => numbers[((index + count) * [1, 5, 7, 11, 13][slot]!) % numbers.length]!,
        })
        machine.runOnce(bound.model, 0, bound.call)
        interpret(program, bound.oracle)
        expect(firstDifference(bound), `${nameOf(machine)}, ${count} instances`).toBeUndefined()
      }
    }
  }

  it.each(cases)('%s, %s, equals its operations one by one', (_, _ending, body) => runBoth(body))

  it.each(endings)('pairs, %s, equal their operations one by one', (_, ending) => {
    expect(pairs).toHaveLength(7 * (4 * 2 + 3 * 3))
    for (const pair of pairs) runBoth([...pair, ...ending])
  })

  it.each(leftovers.map(words => [words.length, words] as const))(
    'steps of elimination, %d operations before their end, equal their operations one by one',
    (_, ending) => {
      expect(eliminations).toHaveLength(pivots.length * followers.length * registerUses.length)
      for (const step of eliminations) runBoth([...step, ...ending])
    },
  )

  it('steps of substitution equal their operations one by one', () => {
    expect(substitutions).toHaveLength(5 * 4 * 2)
    for (const [pivot, steps, sooner] of substitutions) {
      const body = substitution(pivot, steps, sooner)
      const last = register(2 + steps)
      runBoth([...body, ['store', 4, last]])
      runBoth([...body, ['add', 0, register(2), last], ['store', 4, register(0)]])
      runBoth([...body, ['add', 0, register(7), last], ['store', 4, register(0)]])
    }
  })

  it.each(choices)('choices by one number for all lanes, %s, equal what they choose', (_, words) => {
    for (const condition of [s, scalar(1)]) runBoth(words(condition))
  })

  it.each(endings)('four differences, %s, equal their operations one by one', (_, ending) => {
    for (const [first, last] of [
      [s, c],
      [a, s],
    ] as const)
      runBoth([
        ['sub', 1, first, a],
        ['sub', 1, register(1), b],
        ['sub', 1, register(1), s],
        ['sub', 0, register(1), last],
        ...ending,
      ])
  })
})
