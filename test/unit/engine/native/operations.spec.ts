import { describe, expect, it } from 'vitest'
import type { NativeMachine } from '../../../../src-engine/native/binding.ts'
import { interpret, type ProgramBinding } from '../../../../src-engine/program/interpret.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import {
  bindByHand,
  firstDifference,
  programOfEveryOperation,
  type HandBinding,
} from '../../../support/programs.ts'
import { seeded } from '../../../support/seeded.ts'

const { program, names } = programOfEveryOperation()
const pairs = edgeValues.flatMap(a => edgeValues.map(b => [a, b] as const))

/** Magnitudes from 2^−80 to 2^80, most of them near 1, of both signs. */
function anyNumber(random: () => number): number {
  const exponent = random() < 0.7 ? random() * 12 - 6 : random() * 160 - 80
  return (random() < 0.5 ? -1 : 1) * (1 + random()) * 2 ** Math.floor(exponent)
}

/** The oracle's numbers, computed once for all machines: its addresses do not depend on the machine. */
const oracles = new Map<string, ProgramBinding['arena']>()

function difference(
  key: string,
  machine: NativeMachine,
  binding: HandBinding,
  block?: number,
): string | undefined {
  const bound = bindByHand(machine, program, binding)
  machine.runOnce(bound.model, 0, bound.call, block)
  let expected = oracles.get(key)
  if (!expected) {
    interpret(program, bound.oracle)
    expected = bound.oracle.arena
    oracles.set(key, expected)
  }
  return firstDifference({ ...bound, oracle: { ...bound.oracle, arena: expected } })
}

const everyMachine = machines.map(machine => [nameOf(machine), machine] as const)

describe.skipIf(noMachine !== undefined)('native operations', () => {
  it.each(everyMachine)(
    '%s: every operation equals the oracle on every pair of edge values',
    (_, machine) => {
      const fill = (slot: number, index: number) => {
        const [a, b] = pairs[index] ?? [0, 0]
        return [a, b, pairs[(index * 7 + 3) % pairs.length]?.[0] ?? 0][slot] ?? 0
      }
      expect(difference('edges', machine, { count: pairs.length, fill }), names.join()).toBeUndefined()
    },
  )

  it.each(everyMachine)(
    '%s: every operation equals the oracle on random numbers at every block size',
    (_, machine) => {
      for (const block of [8, 16, 64, 120, 256]) {
        const random = seeded(block)
        const binding = { count: 301, fill: (slot: number) => (slot < 3 ? anyNumber(random) : 0) }
        expect(difference(`random ${block}`, machine, binding, block), `block ${block}`).toBeUndefined()
      }
    },
  )
})
