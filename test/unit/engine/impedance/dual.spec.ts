import { describe, expect, it } from 'vitest'
import { derivativeOf } from '../../../../src-engine/impedance/dual.ts'
import { followProgram } from '../../../../src-engine/impedance/followProgram.ts'
import { restOf } from '../../../../src-engine/impedance/restOf.ts'
import { type Complex, product, solveComplex, sum } from '../../../../src-engine/impedance/complex.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { evaluate } from '../../../../src-engine/program/interpret.ts'
import { type OperationName, operationNames, operations } from '../../../../src-engine/program/operations.ts'
import { seeded } from '../../../support/seeded.ts'

/** Operations that compute a number of their operands; those of whole numbers are no functions of real ones. */
const computing = operationNames.filter(
  name =>
    operations[name].writes === 'register' &&
    name !== 'gather' &&
    !name.endsWith('32') &&
    operations[name].operands > 0 &&
    name !== ('element' as OperationName),
)

describe('impedance derivatives', () => {
  it('are for every operation what central differences come to', () => {
    const random = seeded(7)
    let compared = 0
    for (const name of computing) {
      for (let trial = 0; trial < 20; trial++) {
        // Between 0 and 1 every function is smooth; the sides of choices differ.
        const [a, b, c] = [0.1 + 0.8 * random(), 0.1 + 0.8 * random(), 0.1 + 0.8 * random()] as const
        const [da, db, dc] = [random() - 0.5, random() - 0.5, random() - 0.5] as const
        const at = (step: number) => evaluate(name, a + step * da, b + step * db, c + step * dc)
        const quotient = (at(1e-6) - at(-1e-6)) / 2e-6
        const used = operations[name].operands
        const step = { a, b, c, da, db: used > 1 ? db : 0, dc: used > 2 ? dc : 0, f: at(0) }
        expect(Math.abs(derivativeOf(name, step) - quotient), name).toBeLessThan(1e-7)
        compared++
      }
    }
    expect(compared).toBe(20 * computing.length)
  })

  it('follow values through columns, sums into places, loops and choices', () => {
    const builder = new ProgramBuilder('test')
    const x = builder.column('own', 'x')
    // x^n by a loop: n rounds.
    const [, power] = builder.loop(
      [builder.constant(0), builder.constant(1)],
      10,
      { code: 'test/endless', facts: {} },
      ([count, value]) => ({
        more: builder.apply('lt', count!, builder.column('own', 'n')),
        next: [builder.apply('add', count!, builder.constant(1)), builder.apply('mul', value!, x)],
      }),
    )
    const isLarge = builder.apply('lt', builder.constant(2), x)
    builder.effect({
      kind: 'store',
      name: 'y',
      value: builder.apply('select', isLarge, builder.apply('exp', x), power!),
    })
    builder.effect({ kind: 'addAt', space: 'node', name: 'rhs', value: power! })
    const program = builder.finish()
    if (!program) throw new Error('no program')
    const addresses = { x: 0, n: 8, y: 16, rhs: 24 }
    const arena = new Float64Array(32)
    arena.set([1.5, 3, 0.5], addresses.x)
    arena.set([3, 2, 4], addresses.n)
    arena[addresses.rhs] = 10
    const slopes = new Float64Array(32)
    slopes.set([1, 1, 2], addresses.x)
    followProgram(
      program,
      {
        arena,
        count: 3,
        columns: Int32Array.from(program.columns, ({ name }) => addresses[name as keyof typeof addresses]),
        tables: program.columns.map(({ space }) => (space === 'own' ? undefined : new Int32Array(3))),
        uniforms: new Int32Array(0),
      },
      slopes,
    )
    const close = (actual: number | undefined, wanted: number) => expect(actual).toBeCloseTo(wanted, 12)
    close(slopes[addresses.y], 3 * 1.5 * 1.5)
    close(slopes[addresses.y + 1], Math.exp(3))
    close(slopes[addresses.y + 2], 2 * 4 * 0.125)
    close(slopes[addresses.rhs], 3 * 2.25 + 2 * 3 + 2 * 4 * 0.125)
    close(arena[addresses.rhs], 10 + 3.375 + 9 + 0.0625)
  })
})

describe('impedance states at rest', () => {
  it('keep the sum that a scheme conserves', () => {
    // a ⇄ b with 2 there and 3 back, driven apart: 0 = −2a + 3b + 1, 0 = 2a − 3b − 1, a + b = 0.
    expect(restOf(Float64Array.of(-2, 3, 2, -3), Float64Array.of(1, -1))).toEqual([
      expect.closeTo(0.2, 14),
      expect.closeTo(-0.2, 14),
    ])
  })

  it('are none where a state is driven without end', () => {
    expect(restOf(Float64Array.of(-1, 0, 0, 0), Float64Array.of(1, 1))).toBe(1)
    expect(restOf(Float64Array.of(-1, 0, 0, 0), Float64Array.of(1, 0))).toEqual([1, 0])
  })
})

describe('impedance complex systems', () => {
  it('are solved to rounding', () => {
    const random = seeded(3)
    const number = (): Complex => ({ re: random() - 0.5, im: random() - 0.5 })
    const size = 9
    const matrix = Array.from({ length: size }, () => Array.from({ length: size }, number))
    const unknowns = Array.from({ length: size }, number)
    const right = matrix.map(row =>
      row.reduce((total, entry, column) => sum(total, product(entry, unknowns[column]!)), { re: 0, im: 0 }),
    )
    const found = solveComplex(matrix, right)
    unknowns.forEach((wanted, index) => {
      expect(found?.[index]?.re).toBeCloseTo(wanted.re, 11)
      expect(found?.[index]?.im).toBeCloseTo(wanted.im, 11)
    })
    expect(solveComplex([[{ re: 0, im: 0 }]], [{ re: 1, im: 0 }])).toBeUndefined()
  })
})
