import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpret, type ProgramBinding } from '../../src-engine/program/interpret.ts'
import type { EmittedEvent, ProgramOutcome } from '../../src-engine/program/outcome.ts'
import { lanePadding, type Program } from '../../src-engine/program/program.ts'
import { printProgram } from '../../src-engine/program/print.ts'
import { verifyProgram } from '../../src-engine/program/verify.ts'
import { machines, nameOf, noMachine } from '../support/machines.ts'
import { bindByHand, firstDifference } from '../support/programs.ts'
import { randomBuilt, sharedLength, type Reference } from '../support/randomBuilt.ts'
import { seeded } from '../support/seeded.ts'

const count = 11

/** Where a name of the reference lies, for a lane; not a number where the program does not have it. */
function addressOf(
  program: Program,
  { columns, tables, uniforms }: ProgramBinding,
  lane: number,
  name: string,
): number {
  const [kind = '', rest = ''] = name.split(' ')
  if (name.startsWith('$')) return uniforms[program.uniforms.findIndex(one => `$${one.name}` === name)] ?? NaN
  const [, base = rest, element] = /^(.*)\[(\d+)\]$/.exec(rest) ?? []
  const slotOf = (space: string, wanted: string) =>
    program.columns.findIndex(one => one.space === space && one.name === wanted)
  if (kind === 'own') {
    const whole = slotOf('own', base)
    const stride = Math.ceil(count / lanePadding) * lanePadding
    if (element !== undefined && whole >= 0) return columns[whole]! + Number(element) * stride + lane
    return (columns[slotOf('own', rest)] ?? NaN) + lane
  }
  const slot = slotOf('ion:ca', base)
  return slot < 0 ? NaN : columns[slot]! + (kind === 'gathered' ? tables[slot]![lane]! : Number(element))
}

/** Elements of the array `a` lie in the array where there is one; their own columns are laid there too. */
function overlayArray(program: Program, columns: Int32Array): void {
  const whole = program.columns.findIndex(one => one.space === 'own' && one.name === 'a')
  const stride = Math.ceil(count / lanePadding) * lanePadding
  program.columns.forEach((column, slot) => {
    const element = /^a\[(\d)\]$/.exec(column.name)?.[1]
    if (element !== undefined && whole >= 0) columns[slot] = columns[whole]! + Number(element) * stride
  })
}

function runReference(program: Program, reference: Reference, binding: ProgramBinding): ProgramOutcome {
  const { arena } = binding
  const events: EmittedEvent[] = []
  let fault: ProgramOutcome['fault']
  for (let lane = 0; lane < count; lane++) {
    const before = Float64Array.from(arena)
    const uniforms = new Map<number, number>()
    reference.runLane({
      lane,
      // What the program does without cannot matter.
      old: name => before[addressOf(program, binding, lane, name)] ?? 7,
      write: (name, value) => {
        const address = addressOf(program, binding, lane, name)
        if (name.startsWith('$')) uniforms.set(address, value)
        else arena[address] = value
      },
      add: (name, value) => {
        arena[addressOf(program, binding, lane, name)]! += value
      },
      emit: event => events.push(event),
      fault: code => {
        fault ??= { lane, fault: program.faults.findIndex(one => one.code === code) }
      },
    })
    for (const [address, value] of uniforms) arena[address] = value
  }
  return { fault, events }
}

/** Numbers that differ by the sign of zero count as equal. */
const plain = (values: Float64Array) => Array.from(values, value => value + 0)
const plainEvents = ({ fault, events }: ProgramOutcome) => ({
  fault,
  events: events.map(event => ({ ...event, time: event.time + 0, flag: event.flag + 0 })),
})

describe('fuzz built programs', () => {
  it('mean what the builder was told, whatever passes they went through, and run so on every machine', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(8, 16, 64), (seed, block) => {
        const built = randomBuilt(seeded(seed))
        if (!built) return
        const { program, reference } = built
        expect(verifyProgram(program), `seed ${seed}\n${printProgram(program)}`).toBeUndefined()
        const bind = (machine: Parameters<typeof bindByHand>[0]) => {
          const random = seeded(seed + 1)
          const indices = Array.from({ length: count }, (_, lane) =>
            seed % 2 === 0 ? lane % sharedLength : Math.floor(random() * sharedLength),
          )
          const numbers = Array.from({ length: 4096 }, () => Math.floor(random() * 12) - 2)
          const bound = bindByHand(machine, program, {
            count,
            tables: { 'ion:ca': { indices, extent: sharedLength } },
            fill: (slot, index) => numbers[(slot * 311 + index) % numbers.length]!,
            uniform: slot => numbers[slot]!,
          })
          overlayArray(program, bound.call.columns)
          return bound
        }
        const plainly = bind({ arenaOffset: () => 0 })
        const expected = { ...plainly.oracle, arena: Float64Array.from(plainly.oracle.arena) }
        const meant = runReference(program, reference, expected)
        const outcome = interpret(program, plainly.oracle)
        const where = `seed ${seed}\n${printProgram(program)}`
        expect(plain(plainly.oracle.arena), where).toEqual(plain(expected.arena))
        expect(plainEvents(outcome), where).toEqual(plainEvents(meant))
        for (const machine of machines) {
          const bound = bind(machine)
          const made = machine.runOnce(bound.model, 0, bound.call, block)
          interpret(program, bound.oracle)
          expect(firstDifference(bound), `${nameOf(machine)}, block ${block}, ${where}`).toBeUndefined()
          expect(made, `${nameOf(machine)}, block ${block}, ${where}`).toEqual(outcome)
        }
      }),
      { numRuns: 120, seed: 4 },
    )
  })

  it.skipIf(noMachine !== undefined)('are run by machines with 2, 4 and 8 lanes', () => {
    expect(new Set(machines.map(machine => machine.info.lanes))).toEqual(new Set([2, 4, 8]))
  })
})
