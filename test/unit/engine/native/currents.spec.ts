import { describe, expect, it } from 'vitest'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import {
  bindByHand,
  column,
  firstDifference,
  handProgram,
  register,
  type HandColumn,
  type Words,
} from '../../../support/programs.ts'

const columns: readonly HandColumn[] = [
  { space: 'node', name: 'v', access: 'read' },
  { space: 'ion:x', name: 'e', access: 'read' },
  { space: 'own', name: 'g', access: 'read' },
  { space: 'node', name: 'area', access: 'read' },
  { space: 'own', name: 'i', access: 'write' },
  { space: 'ion:x', name: 'sum', access: 'both' },
  { space: 'node', name: 'rhs', access: 'both' },
  { space: 'node', name: 'diagonal', access: 'both' },
]
const [v, e, g, area] = [0, 1, 2, 3].map(column) as [number, number, number, number]
const [i, sum, rhs, diagonal] = [4, 5, 6, 7] as const

/** What a current gives to its node, as compiled mechanisms have it. */
const current = (parts: { readonly ion: boolean; readonly later: boolean }): readonly Words[] => [
  ['gather', 1, v],
  ['gather', 2, e],
  ['sub', 1, register(1), register(2)],
  ['mul', 1, g, register(1)],
  ['store', i, register(1)],
  ...(parts.ion ? [['addAt', sum, register(1)] as const] : []),
  ['mul', 3, register(2), g],
  ['gather', 2, area],
  ['mul', 3, register(3), register(2)],
  ['addAt', rhs, register(3)],
  ['mul', 0, g, register(2)],
  ['addAt', diagonal, register(0)],
  // A summand that is needed once more, and the current itself.
  ...(parts.later
    ? ([
        ['mul', 4, register(0), register(1)],
        ['addAt', rhs, register(4)],
      ] as const)
    : []),
]

/** Summands that only differ by what makes them. */
const summands: readonly Words[] = [
  ['gather', 1, v],
  ['gather', 2, area],
  ['sub', 3, register(1), g],
  ['mul', 3, register(3), register(2)],
  ['addAt', sum, register(3)],
  ['mul', 3, register(1), register(1)],
  ['addAt', rhs, register(3)],
  ['mul', 3, register(2), register(2)],
  ['addAt', diagonal, register(3)],
  ['store', i, register(3)],
]

const bodies = [
  ...[true, false].flatMap(ion => [true, false].map(later => current({ ion, later }))),
  summands,
]

describe.skipIf(noMachine !== undefined)('native currents', () => {
  for (const machine of machines)
    it(`give their node the same bits as the oracle, and others nothing (${nameOf(machine)})`, () => {
      for (const [index, body] of bodies.entries())
        for (const count of [1, 2, 3, 4, 5, 8, 13, 31, 64, 300]) {
          const program = handProgram({ columns, body })
          const table = (first: number) => ({
            indices: Array.from({ length: count }, (_, lane) => first + lane),
            extent: count + first + 9,
          })
          const fill = (slot: number, lane: number) =>
            edgeValues[(lane * 7 + slot * 11 + 3) % edgeValues.length]! * (slot % 2 === 0 ? 1 : -0.75)
          const bound = bindByHand(machine, program, {
            count,
            tables: { node: table(2), 'ion:x': table(5) },
            fill,
          })
          machine.runOnce(bound.model, 0, bound.call)
          interpret(program, bound.oracle)
          expect(firstDifference(bound), `body ${index}, ${count} lanes`).toBeUndefined()
        }
    })
})
