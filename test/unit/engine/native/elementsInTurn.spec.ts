import { describe, expect, it } from 'vitest'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { verifyProgram } from '../../../../src-engine/program/verify.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import { bindByHand, firstDifference } from '../../../support/programs.ts'
import { seeded } from '../../../support/seeded.ts'

const length = 12

/** x[i] += 1 at the column i, n times, then x[j] doubled and read again, all where `go` is not 0. */
function program() {
  const builder = new ProgramBuilder('inTurn')
  builder.array('x', length)
  const [i, j, n, go] = ['i', 'j', 'n', 'go'].map(name => builder.column('own', name))
  const one = builder.constant(1)
  const fault = { code: 'test/endless', facts: {} }
  const before = builder.elementInTurn('own', 'x', j!, go!)
  builder.loop([builder.constant(0)], 100, fault, ([round]) => {
    const now = builder.elementInTurn('own', 'x', i!, go!)
    const value = builder.apply('add', now, one)
    builder.effect({ kind: 'storeElement', space: 'own', name: 'x', index: i!, value, when: go! })
    return { more: builder.apply('lt', round!, n!), next: [builder.apply('add', round!, one)] }
  })
  const after = builder.elementInTurn('own', 'x', j!, go!)
  const value = builder.apply('add', after, after)
  builder.effect({ kind: 'storeElement', space: 'own', name: 'x', index: j!, value, when: go! })
  const last = builder.elementInTurn('own', 'x', j!, go!)
  for (const [name, value] of Object.entries({ before, after, last }))
    builder.effect({ kind: 'store', name, value })
  const made = builder.finish()
  if (!made) throw new Error('no program')
  return made
}

describe.skipIf(noMachine !== undefined)('native elements read in turn', () => {
  it('are what the effects before them made of them, to the bit as in the oracle', () => {
    const made = program()
    expect(verifyProgram(made)).toBeUndefined()
    const count = 203
    const random = seeded(5)
    const whole = (below: number) => Math.floor(random() * below)
    const numbers = Array.from({ length: count }, () => ({
      i: whole(length),
      j: whole(length),
      n: whole(9),
      go: whole(4) === 0 ? 0 : 1,
    }))
    const slotName = (slot: number) => made.columns[slot]?.name ?? ''
    const fill = (slot: number, lane: number) => {
      const given = numbers[lane] as unknown as Readonly<Record<string, number>> | undefined
      return slotName(slot) === 'x' ? 10 : (given?.[slotName(slot)] ?? 0)
    }
    for (const machine of machines) {
      for (const block of [8, 16, 64, 256]) {
        const bound = bindByHand(machine, made, { count, fill })
        machine.runOnce(bound.model, 0, bound.call, block)
        interpret(made, bound.oracle)
        expect(firstDifference(bound), `${nameOf(machine)}, block ${block}`).toBeUndefined()
        numbers.forEach(({ i, j, n, go }, lane) => {
          const at = (name: string) =>
            bound.values[bound.call.columns[made.columns.findIndex(column => column.name === name)]! + lane]
          const after = go * (i === j ? 10 + n : 10)
          expect([at('before'), at('after'), at('last')]).toEqual([go * 10, after, 2 * after])
        })
      }
    }
  })
})
