import { describe, expect, it } from 'vitest'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../src-engine/program/graph.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import type { Program } from '../../../../src-engine/program/program.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import { bindByHand, firstDifference, type HandBinding } from '../../../support/programs.ts'
import { seeded } from '../../../support/seeded.ts'

const fault = (code: string) => ({ code, facts: {} })

function finished(builder: ProgramBuilder): Program {
  const program = builder.finish()
  if (!program) throw new Error('no program')
  return program
}

/** Counts from 0 to the column n, one in each round, at most `limit`. */
function counting(builder: ProgramBuilder, limit: number, each: (i: Value) => void = () => undefined): Value {
  const n = builder.column('own', 'n')
  const [i] = builder.loop([builder.constant(0)], limit, fault('test/endless'), ([now]) => {
    each(now!)
    return { more: builder.apply('lt', now!, n), next: [builder.apply('add', now!, builder.constant(1))] }
  })
  return i!
}

/** The root of x·e^x = y by Newton's method, which takes 4 to some 700 rounds. */
function lambert(): Program {
  const builder = new ProgramBuilder('lambert')
  const y = builder.column('own', 'y')
  const start = builder.apply('max', builder.apply('log', y), builder.constant(1))
  const step = (x: Value) => {
    const e = builder.apply('exp', x)
    const above = builder.apply('sub', builder.apply('mul', x, e), y)
    return builder.apply('div', above, builder.apply('mul', e, builder.apply('add', x, builder.constant(1))))
  }
  const [x, rounds] = builder.loop(
    [start, builder.constant(0)],
    1000,
    fault('test/diverges'),
    ([now, count]) => ({
      more: builder.apply('lt', builder.constant(1e-13), builder.apply('abs', step(now!))),
      next: [builder.apply('sub', now!, step(now!)), builder.apply('add', count!, builder.constant(1))],
    }),
  )
  builder.effect({ kind: 'store', name: 'x', value: x! })
  builder.effect({ kind: 'store', name: 'rounds', value: rounds! })
  return finished(builder)
}

function both(machine: (typeof machines)[number], program: Program, binding: HandBinding, block?: number) {
  const bound = bindByHand(machine, program, binding)
  const outcome = machine.runOnce(bound.model, 0, bound.call, block)
  const expected = interpret(program, bound.oracle)
  expect(firstDifference(bound), `${nameOf(machine)}, block ${block}`).toBeUndefined()
  expect(outcome, `${nameOf(machine)}, block ${block}`).toEqual(expected)
  return { bound, outcome }
}

const blocks = [8, 16, 64, 256]

describe.skipIf(noMachine !== undefined)('native loops', () => {
  it('give the oracle’s bits where lanes leave at different rounds, and the root', () => {
    const program = lambert()
    const random = seeded(3)
    const y = Array.from({ length: 203 }, () => 2 ** (random() * 50 - 3))
    const fill = (slot: number, lane: number) => (program.columns[slot]!.name === 'y' ? y[lane]! : 0)
    for (const machine of machines)
      for (const block of blocks) {
        const { bound } = both(machine, program, { count: y.length, fill }, block)
        const at = bound.call.columns[program.columns.findIndex(column => column.name === 'x')]!
        const x = bound.values.subarray(at, at + y.length)
        x.forEach((root, lane) => expect((root * Math.exp(root)) / y[lane]!).toBeCloseTo(1, 10))
        const roundsAt = bound.call.columns[program.columns.findIndex(column => column.name === 'rounds')]!
        expect(new Set(bound.values.subarray(roundsAt, roundsAt + y.length)).size).toBeGreaterThan(3)
      }
  })

  it('name the first lane that wants too many rounds', () => {
    const builder = new ProgramBuilder('limited')
    builder.effect({ kind: 'store', name: 'i', value: counting(builder, 5) })
    const program = finished(builder)
    const fill = (_: number, lane: number) => (lane === 41 || lane === 77 ? 6 : lane % 6)
    for (const machine of machines)
      for (const block of blocks)
        expect(both(machine, program, { count: 90, fill }, block).outcome.fault).toEqual({
          lane: 41,
          fault: 0,
        })
  })

  it('emit in the order of lanes, and of rounds in each', () => {
    const builder = new ProgramBuilder('emitting')
    counting(builder, 9, i =>
      builder.effect({
        kind: 'emit',
        event: 'send',
        time: i,
        flag: builder.constant(1),
        when: builder.constant(1),
      }),
    )
    builder.effect({
      kind: 'emit',
      event: 'fire',
      time: builder.column('own', 'n'),
      flag: builder.constant(0),
      when: builder.constant(1),
    })
    const program = finished(builder)
    const fill = (_: number, lane: number) => (lane * 5) % 4
    for (const machine of machines)
      for (const block of blocks) {
        const { events } = both(machine, program, { count: 37, fill }, block).outcome
        expect(events.slice(0, 4)).toEqual([
          { lane: 0, event: 'fire', time: 0, flag: 0 },
          { lane: 1, event: 'send', time: 0, flag: 1 },
          { lane: 1, event: 'fire', time: 1, flag: 0 },
          { lane: 2, event: 'send', time: 0, flag: 1 },
        ])
      }
  })

  it('run one lane with its own row of weights, and leave all others alone', () => {
    const builder = new ProgramBuilder('receive')
    const weight = builder.column('weight', 'w')
    const g = builder.column('own', 'g')
    const flag = builder.uniform('flag', true)
    const direct = builder.apply('eq', flag, builder.constant(0))
    builder.effect({
      kind: 'store',
      name: 'g',
      value: builder.apply('add', g, builder.apply('select', direct, weight, builder.constant(100))),
    })
    builder.effect({
      kind: 'assignAt',
      space: 'weight',
      name: 'w',
      value: builder.apply('add', weight, builder.constant(1)),
    })
    builder.effect({ kind: 'emit', event: 'send', time: weight, flag: counting(builder, 9), when: direct })
    const program = finished(builder)
    const slot = (name: string) => program.columns.findIndex(column => column.name === name)
    for (const machine of machines) {
      const bound = bindByHand(machine, program, {
        count: 13,
        tables: { weight: { indices: Array.from({ length: 13 }, () => 0), extent: 20 } },
        fill: (index, lane) => (index === slot('n') ? 3 : index === slot('w') ? 50 + lane : lane),
      })
      const before = Float64Array.from(bound.values)
      const outcome = machine.runOnce(bound.model, 0, bound.call, 0, { lane: 6, row: 17 })
      before[bound.call.columns[slot('g')]! + 6] = 6 + 67
      before[bound.call.columns[slot('w')]! + 17] = 68
      expect(bound.values).toEqual(before)
      expect(outcome).toEqual({ fault: undefined, events: [{ lane: 6, event: 'send', time: 67, flag: 3 }] })
    }
  })

  it('make Philox 4×32-10 of whole-number operations: the published answers for zeros and for ones', () => {
    const builder = new ProgramBuilder('philox')
    const whole = (value: number) => builder.constant(value)
    const names = ['c0', 'c1', 'c2', 'c3', 'k0', 'k1']
    let [c0, c1, c2, c3, k0, k1] = names.map(name => builder.column('own', name)) as [
      Value,
      Value,
      Value,
      Value,
      Value,
      Value,
    ]
    for (let round = 0; round < 10; round++) {
      const [m0, m1] = [whole(0xd2511f53), whole(0xcd9e8d57)]
      ;[c0, c1, c2, c3] = [
        builder.apply('xor32', builder.apply('xor32', builder.apply('mulHigh32', m1, c2), c1), k0),
        builder.apply('mulLow32', m1, c2),
        builder.apply('xor32', builder.apply('xor32', builder.apply('mulHigh32', m0, c0), c3), k1),
        builder.apply('mulLow32', m0, c0),
      ]
      k0 = builder.apply('and32', builder.apply('add', k0, whole(0x9e3779b9)), whole(0xffffffff))
      k1 = builder.apply('and32', builder.apply('add', k1, whole(0xbb67ae85)), whole(0xffffffff))
    }
    ;[c0, c1, c2, c3].forEach((value, index) => builder.effect({ kind: 'store', name: `out${index}`, value }))
    const program = finished(builder)
    for (const machine of machines) {
      const fill = (slot: number, lane: number) =>
        names.includes(program.columns[slot]!.name) && lane === 1 ? 0xffffffff : 0
      const { bound } = both(machine, program, { count: 2, fill })
      const out = (lane: number) =>
        [0, 1, 2, 3].map(index => {
          const slot = program.columns.findIndex(column => column.name === `out${index}`)
          return bound.values[bound.call.columns[slot]! + lane]!.toString(16)
        })
      // Salmon et al. 2011, the known-answer test of Random123.
      expect(out(0)).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'])
      expect(out(1)).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'])
    }
  })
})
