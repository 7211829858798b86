import { describe, expect, it } from 'vitest'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import { bindByHand, firstDifference } from '../../../support/programs.ts'
import { seeded } from '../../../support/seeded.ts'

const names = ['a', 'b', 'c', 'd'] as const
const whole = ['xor32', 'and32', 'or32', 'mulLow32', 'mulHigh32'] as const

/** A stretch of `length` operations on whole numbers, drawn at random; every fourth result is kept. */
function program(seed: number, length: number) {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const builder = new ProgramBuilder('words')
  const values = [
    ...names.map(name => builder.column('own', name)),
    builder.constant(0xd2511f53),
    builder.constant(-3.75),
  ]
  for (let k = 0; k < length; k++) {
    // The sequence that a round of Philox has, and others.
    const [x, y, z] = [pick(values), pick(values), pick(values)]
    const value =
      random() < 0.3
        ? builder.apply('xor32', builder.apply('xor32', builder.apply('mulHigh32', x, y), z), pick(values))
        : builder.apply(pick(whole), x, y)
    values.push(value)
    if (k % 4 === 0) builder.effect({ kind: 'store', name: `kept${k}`, value })
  }
  const made = builder.finish()
  if (!made) throw new Error('no program')
  return made
}

describe.skipIf(noMachine !== undefined)('native operations on whole numbers, one lane at a time', () => {
  it('give the same bits as the oracle, whatever number they begin with', () => {
    const numbers = [
      ...edgeValues,
      ...edgeValues.map(value => -value),
      NaN,
      2 ** 63,
      -(2 ** 63),
      2 ** 64 + 4096,
    ]
    for (let seed = 1; seed <= 6; seed++) {
      const made = program(seed, 30)
      const random = seeded(seed + 100)
      const drawn = names.map(() => numbers.map(() => numbers[Math.floor(random() * numbers.length)]!))
      const fill = (slot: number, lane: number) => {
        const column = names.indexOf(made.columns[slot]?.name as (typeof names)[number])
        return column < 0 ? 0 : (drawn[column]![lane] ?? 0)
      }
      for (const machine of machines) {
        const bound = bindByHand(machine, made, { count: numbers.length, fill })
        for (let lane = 0; lane < numbers.length; lane++)
          machine.runOnce(bound.model, 0, bound.call, undefined, { lane, row: -1 })
        interpret(made, bound.oracle)
        expect(firstDifference(bound), `${nameOf(machine)}, seed ${seed}`).toBeUndefined()
      }
    }
  })
})
