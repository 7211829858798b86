import { describe, expect, it } from 'vitest'
import { InternalError } from '../../../../src-engine/core/errors.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../src-engine/program/graph.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { printProgram } from '../../../../src-engine/program/print.ts'
import type { Program } from '../../../../src-engine/program/program.ts'
import { verifyProgram } from '../../../../src-engine/program/verify.ts'
import { bindByHand } from '../../../support/programs.ts'

const endless = { code: 'test/endless', facts: {} }

function finished(builder: ProgramBuilder): Program {
  const program = builder.finish()
  if (!program) throw new Error('no program')
  expect(verifyProgram(program)).toBeUndefined()
  return program
}

/** Runs a program of own columns; each column's numbers by name, and what came of it. */
function run(program: Program, columns: Readonly<Record<string, readonly number[]>>) {
  const count = Object.values(columns)[0]!.length
  const { oracle } = bindByHand({ arenaOffset: () => 0 }, program, {
    count,
    fill: (slot, index) => columns[program.columns[slot]!.name]?.[index] ?? 0,
  })
  const outcome = interpret(program, oracle)
  const result = (name: string) => {
    const address = oracle.columns[program.columns.findIndex(column => column.name === name)]!
    return Array.from(oracle.arena.subarray(address, address + count))
  }
  return { ...outcome, result }
}

/** Newton's square root of a value, to the last bit or so. */
function squareRoot(builder: ProgramBuilder, of: Value, limit = 60): Value {
  const [root] = builder.loop([builder.apply('max', of, builder.constant(1))], limit, endless, ([x]) => {
    const better = builder.apply(
      'mul',
      builder.constant(0.5),
      builder.apply('add', x!, builder.apply('div', of, x!)),
    )
    return { more: builder.apply('lt', better, x!), next: [better] }
  })
  return root!
}

/** i = 0; while (i < bound) i = i + 1 */
function countTo(builder: ProgramBuilder, bound: Value, each: (i: Value) => void = () => undefined): Value {
  const [i] = builder.loop([builder.constant(0)], 100, endless, ([now]) => {
    each(now!)
    return { more: builder.apply('lt', now!, bound), next: [builder.apply('add', now!, builder.constant(1))] }
  })
  return i!
}

describe('program loops', () => {
  it('go on in each instance for as long as it needs', () => {
    const builder = new ProgramBuilder('root')
    builder.effect({ kind: 'store', name: 'root', value: squareRoot(builder, builder.column('own', 'x')) })
    const x = [4, 2, 1e12, 1e-6, 0.25, 9]
    const { result, fault } = run(finished(builder), { x })
    expect(fault).toBeUndefined()
    result('root').forEach((root, index) => expect(root / Math.sqrt(x[index]!)).toBeCloseTo(1, 14))
  })

  it('end in their fault in the first instance that wants too many rounds, and the others go on', () => {
    const builder = new ProgramBuilder('limited')
    const x = builder.column('own', 'x')
    const [i] = builder.loop([builder.constant(0)], 3, endless, ([now]) => ({
      more: builder.apply('lt', now!, x),
      next: [builder.apply('add', now!, builder.constant(1))],
    }))
    builder.effect({ kind: 'store', name: 'i', value: i! })
    const { fault, result } = run(finished(builder), { x: [0, 3, 4, 2, 99] })
    expect(fault).toEqual({ lane: 2, fault: 0 })
    expect(result('i')).toEqual([0, 3, 3, 2, 3])
  })

  it('disappear where nobody uses what they compute, and where they compute the same as another', () => {
    const builder = new ProgramBuilder('dead')
    const x = builder.column('own', 'x')
    squareRoot(builder, builder.apply('exp', x))
    expect(squareRoot(builder, x)).toBe(squareRoot(builder, x))
    builder.effect({ kind: 'store', name: 'y', value: squareRoot(builder, x) })
    const text = printProgram(finished(builder))
    expect(text).not.toContain('exp')
    expect(text.match(/ loop /g)).toHaveLength(1)
  })

  it('do not carry what nobody needs', () => {
    const builder = new ProgramBuilder('carried')
    const [i] = builder.loop([builder.constant(0), builder.column('own', 'x')], 9, endless, ([now, x]) => ({
      more: builder.apply('lt', now!, builder.constant(5)),
      next: [builder.apply('add', now!, builder.constant(1)), builder.apply('exp', x!)],
    }))
    builder.effect({ kind: 'store', name: 'i', value: i! })
    expect(printProgram(finished(builder))).not.toMatch(/exp|@x/)
  })

  it('leave what they do not change before them', () => {
    const builder = new ProgramBuilder('invariant')
    const rate = builder.apply('exp', builder.column('own', 'x'))
    const [sum] = builder.loop([builder.constant(0)], 50, endless, ([now]) => ({
      more: builder.apply('lt', now!, builder.constant(10)),
      next: [builder.apply('add', now!, builder.apply('sqrt', rate))],
    }))
    builder.effect({ kind: 'store', name: 'sum', value: sum! })
    const body = printProgram(finished(builder)).split('body\n')[1]!
    const [before, inside] = body.split('!test/endless loop 50') as [string, string]
    expect(before).toMatch(/exp[^]*sqrt/)
    expect(inside).not.toMatch(/exp|sqrt/)
  })

  it('exchange carried numbers all at once', () => {
    const builder = new ProgramBuilder('fibonacci')
    const n = builder.column('own', 'n')
    const start = [builder.constant(0), builder.constant(0), builder.constant(1)]
    const [, a] = builder.loop(start, 100, endless, ([i, now, then]) => ({
      more: builder.apply('lt', i!, n),
      next: [builder.apply('add', i!, builder.constant(1)), then!, builder.apply('add', now!, then!)],
    }))
    builder.effect({ kind: 'store', name: 'a', value: a! })
    expect(run(finished(builder), { n: [0, 1, 2, 10, 30] }).result('a')).toEqual([0, 1, 1, 55, 832040])
  })

  it('stand in loops, with effects that act in each round of the lanes that are still in them', () => {
    const builder = new ProgramBuilder('nested')
    const n = builder.column('own', 'n')
    countTo(builder, n, i =>
      countTo(builder, i, j => {
        builder.effect({ kind: 'emit', event: 'send', time: i, flag: j, when: builder.apply('lt', j, i) })
        builder.effect({ kind: 'store', name: 'last', value: builder.apply('add', i, j) })
      }),
    )
    const { events, result } = run(finished(builder), { n: [0, 1, 3] })
    // A loop whose condition fails has no round, so that i = n is never seen.
    expect(events.map(({ lane, time, flag }) => [lane, time, flag])).toEqual([
      [2, 1, 0],
      [2, 2, 0],
      [2, 2, 1],
    ])
    expect(result('last')).toEqual([0, 0, 3])
  })

  it('read columns as they were before the program, whatever they store meanwhile', () => {
    const builder = new ProgramBuilder('old')
    const x = builder.column('own', 'x')
    const [sum] = builder.loop([builder.constant(0), builder.constant(0)], 9, endless, ([total, i]) => {
      builder.effect({ kind: 'store', name: 'x', value: i! })
      return {
        more: builder.apply('lt', i!, builder.constant(3)),
        next: [builder.apply('add', total!, x), builder.apply('add', i!, builder.constant(1))],
      }
    })
    builder.effect({ kind: 'store', name: 'sum', value: sum! })
    const { result } = run(finished(builder), { x: [5, 7] })
    expect([result('sum'), result('x')]).toEqual([
      [15, 21],
      [2, 2],
    ])
  })

  it('are seen through by dependsOn and operandsOf', () => {
    const builder = new ProgramBuilder('depends')
    const unknown = builder.unknown('y')
    const root = squareRoot(builder, builder.apply('add', unknown, builder.constant(2)))
    const other = squareRoot(builder, builder.column('own', 'x'))
    expect(builder.dependsOn(builder.apply('exp', root), unknown)).toBe(true)
    expect(builder.dependsOn(builder.apply('exp', other), unknown)).toBe(false)
    expect(builder.operandsOf(other)).toContain(builder.column('own', 'x'))
    expect(builder.inputsOf([other])).toEqual(new Set(['own x']))
  })

  it('keep to themselves what they carry', () => {
    const builder = new ProgramBuilder('leak')
    let inside: Value | undefined
    countTo(builder, builder.column('own', 'x'), i => (inside = builder.apply('exp', i)))
    expect(() => builder.effect({ kind: 'store', name: 'y', value: inside! })).toThrow(InternalError)
  })

  it('run one instance after the other where they set a uniform', () => {
    const builder = new ProgramBuilder('sequential')
    countTo(builder, builder.column('own', 'x'), i =>
      builder.effect({ kind: 'setUniform', name: 'u', value: i }),
    )
    expect(finished(builder).sequential).toBe(true)
  })
})

describe('program elements', () => {
  const arrays = (make: (builder: ProgramBuilder, index: Value) => void): Program => {
    const builder = new ProgramBuilder('array')
    builder.array('a', 3)
    make(builder, builder.column('own', 'i'))
    return finished(builder)
  }

  it('are found at the index without its fraction; one out of range is a fault, and 0', () => {
    const program = arrays((builder, index) => {
      builder.effect({ kind: 'store', name: 'found', value: builder.element('own', 'a', index) })
    })
    const array = program.columns.find(column => column.name === 'a')!
    expect(array).toMatchObject({ length: 3, access: 'read', outOfRange: 0 })
    expect(program.faults).toEqual([{ code: 'program/index-out-of-range', facts: { name: 'a' } }])
    const a = Array.from({ length: 24 }, (_, at) => 100 + at)
    const { result, fault } = run(program, { i: [0, 1.9, 2.5, -0.5, 3, NaN, -1], a })
    expect(result('found')).toEqual([100, 109, 118, 103, 0, 0, 0])
    expect(fault).toEqual({ lane: 4, fault: 0 })
  })

  it('are not looked for where the condition is 0', () => {
    const program = arrays((builder, index) => {
      const valid = builder.apply('lt', index, builder.constant(3))
      builder.effect({ kind: 'store', name: 'found', value: builder.element('own', 'a', index, valid) })
    })
    const { result, fault } = run(program, { i: [2, 7], a: Array.from({ length: 24 }, () => 5) })
    expect([result('found'), fault]).toEqual([[5, 0], undefined])
  })

  it('are not looked for in lanes that have left the loop', () => {
    const program = arrays((builder, index) => {
      const [, sum] = builder.loop([builder.constant(0), builder.constant(0)], 9, endless, ([i, total]) => ({
        more: builder.apply('lt', i!, index),
        next: [
          builder.apply('add', i!, builder.constant(1)),
          builder.apply('add', total!, builder.element('own', 'a', i!)),
        ],
      }))
      builder.effect({ kind: 'store', name: 'sum', value: sum! })
    })
    const { result, fault } = run(program, { i: [0, 3, 4], a: Array.from({ length: 24 }, () => 1) })
    expect(result('sum')).toEqual([0, 3, 3])
    expect(fault).toEqual({ lane: 2, fault: program.columns.find(column => column.name === 'a')!.outOfRange })
  })

  it('at a constant index are columns', () => {
    const builder = new ProgramBuilder('constant')
    builder.array('a', 3)
    expect(builder.element('own', 'a', builder.constant(1.5))).toBe(builder.column('own', 'a[1]'))
  })

  it('are refused where they would be read after they are written', () => {
    const builder = new ProgramBuilder('order')
    builder.array('a', 3)
    const i = builder.column('own', 'i')
    countTo(builder, i, j => {
      const value = builder.element('own', 'a', j)
      builder.effect({
        kind: 'storeElement',
        space: 'own',
        name: 'a',
        index: j,
        value,
        when: builder.constant(1),
      })
    })
    expect(() => builder.finish()).toThrow(InternalError)
  })
})
