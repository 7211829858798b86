import { describe, expect, it } from 'vitest'
import { InternalError } from '../../../../src-engine/core/errors.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { printProgram } from '../../../../src-engine/program/print.ts'
import { verifyProgram } from '../../../../src-engine/program/verify.ts'
import { runProgram, type World } from '../../../support/oneInstance.ts'

function finished(builder: ProgramBuilder) {
  const program = builder.finish()
  if (!program) throw new Error('no program')
  expect(verifyProgram(program)).toBeUndefined()
  return program
}

describe('program builder', () => {
  it('makes no program where there is no effect', () => {
    const builder = new ProgramBuilder('empty')
    builder.apply('exp', builder.column('own', 'x'))
    expect(builder.finish()).toBeUndefined()
  })

  it('shares what is computed twice and leaves out what nobody needs', () => {
    const builder = new ProgramBuilder('shared')
    const x = builder.column('own', 'x')
    builder.apply('log', x)
    builder.effect({ kind: 'store', name: 'a', value: builder.apply('exp', x) })
    builder.effect({ kind: 'store', name: 'b', value: builder.apply('exp', x) })
    expect(printProgram(finished(builder))).toBe(
      `program shared, registers 1
  column read @x
  column write @a
  column write @b
body
  r0 = exp @x
  @a = store r0
  @b = store r0
`,
    )
  })

  it('reads a column as it was before the program, also after storing into it', () => {
    const builder = new ProgramBuilder('swap')
    const [x, y] = [builder.column('own', 'x'), builder.column('own', 'y')]
    builder.effect({ kind: 'store', name: 'x', value: y })
    builder.effect({ kind: 'store', name: 'y', value: x })
    builder.effect({ kind: 'store', name: 'z', value: builder.apply('sub', x, y) })
    const world: World = { 'own x': 1, 'own y': 2, 'own z': 0 }
    runProgram(finished(builder), world)
    expect(world).toEqual({ 'own x': 2, 'own y': 1, 'own z': -1 })
  })

  it('gathers from another space before it adds there', () => {
    const builder = new ProgramBuilder('gather')
    const rhs = builder.column('node', 'rhs')
    builder.effect({ kind: 'addAt', space: 'node', name: 'rhs', value: builder.constant(1) })
    builder.effect({ kind: 'store', name: 'seen', value: builder.apply('mul', rhs, rhs) })
    const world: World = { 'node rhs': 3, 'own seen': 0 }
    runProgram(finished(builder), world)
    expect(world).toEqual({ 'node rhs': 4, 'own seen': 9 })
  })

  it('hoists what does not vary, but nothing made of a uniform that some program writes', () => {
    const builder = new ProgramBuilder('hoist')
    const steady = builder.apply('exp', builder.uniform('celsius'))
    const varying = builder.apply('exp', builder.uniform('total', true))
    builder.effect({ kind: 'store', name: 'a', value: builder.apply('add', steady, varying) })
    const program = finished(builder)
    expect([program.prologue.length / 5, program.body.length / 5]).toEqual([1, 3])
  })

  it('fuses a product into the one sum that uses it, and not one that is used twice', () => {
    const bodyLength = (twice: boolean): number => {
      const builder = new ProgramBuilder('fuse')
      const product = builder.apply('mul', builder.column('own', 'x'), builder.column('own', 'y'))
      builder.effect({
        kind: 'store',
        name: 'a',
        value: builder.apply('sub', builder.column('own', 'z'), product),
      })
      if (twice) builder.effect({ kind: 'store', name: 'b', value: product })
      return finished(builder).body.length / 5
    }
    expect([bodyLength(false), bodyLength(true)]).toEqual([2, 4])
  })

  it('divides where a reciprocal is used by one product, and not where it is used twice', () => {
    const body = (twice: boolean): string => {
      const builder = new ProgramBuilder('divide')
      const [x, y] = [builder.column('own', 'x'), builder.column('own', 'y')]
      const reciprocal = builder.apply('div', builder.constant(1), y)
      builder.effect({ kind: 'store', name: 'a', value: builder.apply('mul', x, reciprocal) })
      if (twice) builder.effect({ kind: 'store', name: 'b', value: reciprocal })
      return printProgram(finished(builder)).split('body\n')[1] ?? ''
    }
    expect(body(false)).toContain('div @x @y')
    expect(body(false)).not.toContain('mul')
    expect(body(true)).toMatch(/div 1 @y[^]*mul/)
  })

  it('skips a dear side where no lane takes it, and gives the same numbers', () => {
    const builder = new ProgramBuilder('guard')
    const x = builder.column('own', 'x')
    let dear = x
    for (let i = 0; i < 3; i++) dear = builder.apply('sin', dear)
    const negative = builder.apply('lt', x, builder.constant(0))
    builder.effect({
      kind: 'store',
      name: 'y',
      value: builder.apply('select', negative, dear, builder.constant(7)),
    })
    const program = finished(builder)
    expect(printProgram(program)).toContain('skip 4 skipUnless')
    for (const [start, expected] of [
      [1, 7],
      [-1, Math.sin(Math.sin(Math.sin(-1)))],
    ] as const) {
      const world: World = { 'own x': start, 'own y': NaN }
      runProgram(program, world)
      expect(world['own y']).toBeCloseTo(expected, 14)
    }
  })

  it('keeps few registers: as many as values are alive at once', () => {
    const builder = new ProgramBuilder('registers')
    let sum = builder.constant(0)
    for (let i = 0; i < 50; i++)
      sum = builder.apply('add', sum, builder.apply('exp', builder.column('own', `x${i}`)))
    builder.effect({ kind: 'store', name: 'sum', value: sum })
    expect(finished(builder).registers).toBeLessThanOrEqual(3)
  })

  it('is sequential where it reads a uniform that it writes', () => {
    const builder = new ProgramBuilder('counter')
    const next = builder.apply('add', builder.uniform('n', true), builder.constant(1))
    builder.effect({ kind: 'setUniform', name: 'n', value: next })
    const program = finished(builder)
    expect(program.sequential).toBe(true)
    expect(program.uniforms).toEqual([{ name: 'n', written: true }])
  })

  it('refuses to finish with an unknown in it', () => {
    const builder = new ProgramBuilder('unknown')
    builder.effect({ kind: 'store', name: 'x', value: builder.unknown('x') })
    expect(() => builder.finish()).toThrow(InternalError)
  })

  it('says that it reads t', () => {
    const builder = new ProgramBuilder('time')
    builder.effect({ kind: 'store', name: 'x', value: builder.apply('exp', builder.uniform('t')) })
    expect(finished(builder).readsTime).toBe(true)
  })
})
