import { describe, expect, it } from 'vitest'
import { LinearSystem, type Solution } from '../../../../../src-engine/nmodl/symbolic/linearSystem.ts'
import { solveDominant } from '../../../../../src-engine/nmodl/symbolic/linearSystemDominant.ts'
import { solvePivoting } from '../../../../../src-engine/nmodl/symbolic/linearSystemPivoting.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'
import { runProgram, type World } from '../../../../support/oneInstance.ts'
import { solveDense } from '../../../../support/dense.ts'
import { seeded } from '../../../../support/seeded.ts'

/** Dense matrix of which NaN marks entries that are absent. */
type Structure = readonly (readonly number[])[]

/** Builds the system with every present entry in a column of its own, solves it, and runs the program. */
function solveInProgram(
  matrix: Structure,
  right: readonly number[],
  solve: (system: LinearSystem, whenSingular: (condition: Value) => void) => Solution,
): { readonly unknowns: number[]; readonly operations: number; readonly singular: boolean } {
  const builder = new ProgramBuilder('test.solve')
  const system = new LinearSystem(builder, right.length)
  const world: World = {}
  matrix.forEach((row, i) =>
    row.forEach((entry, j) => {
      if (Number.isNaN(entry)) return
      world[`own a${i},${j}`] = entry
      system.add(i, j, builder.column('own', `a${i},${j}`))
    }),
  )
  right.forEach((entry, i) => {
    world[`own b${i}`] = entry
    system.addRight(i, builder.column('own', `b${i}`))
  })
  let singular = builder.constant(0)
  const solution = solve(system, condition => (singular = builder.apply('or', singular, condition)))
  if (solution.kind !== 'solved') throw new Error(solution.kind)
  solution.unknowns.forEach((value, i) => builder.effect({ kind: 'store', name: `x${i}`, value }))
  builder.effect({ kind: 'store', name: 'singular', value: singular })
  const program = builder.finish()
  if (!program) throw new Error('no program')
  runProgram(program, world)
  return {
    unknowns: right.map((_, i) => world[`own x${i}`] ?? NaN),
    operations: program.body.length / 5,
    singular: world['own singular'] === 1,
  }
}

/** I + dt·K of a random scheme with rates over six decades: column sums are 1. */
function massAction(size: number, density: number, random: () => number): Structure {
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : NaN)),
  )
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from === to || (random() > density && to !== from + 1)) continue
      const rate = 10 ** (6 * random() - 4)
      matrix[to]![from] = -rate
      matrix[from]![from]! += rate
    }
  }
  return matrix
}

/** The matrix with 0 where entries are absent. */
const filled = (matrix: Structure) => matrix.map(row => row.map(entry => (Number.isNaN(entry) ? 0 : entry)))

/** Largest difference in proportion to the largest unknown. */
function difference(actual: readonly number[], expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs))
  return Math.max(...actual.map((x, i) => Math.abs(x - expected[i]!))) / largest
}

describe('nmodl linearSystem', () => {
  it('solves random steps of mass action like plain elimination', () => {
    const random = seeded(7)
    for (let size = 1; size <= 14; size++) {
      const matrix = massAction(size, 0.2, random)
      const right = matrix.map(() => random())
      const { unknowns } = solveInProgram(matrix, right, solveDominant)
      // Rates over six decades: the condition number stays under 1e7, so 1e-9 is what elimination can promise.
      expect(difference(unknowns, solveDense(filled(matrix), right))).toBeLessThan(1e-9)
    }
  })

  it('keeps the sum of a closed scheme to rounding', () => {
    const random = seeded(8)
    const matrix = massAction(9, 0.3, random)
    const right = matrix.map(() => random())
    const { unknowns } = solveInProgram(matrix, right, solveDominant)
    const sum = (values: readonly number[]) => values.reduce((total, x) => total + x, 0)
    expect(Math.abs(sum(unknowns) / sum(right) - 1)).toBeLessThan(1e-12)
  })

  it('spends on a chain of 8 what elimination by hand spends', () => {
    const chain = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) => (i === j ? 3 : Math.abs(i - j) === 1 ? -1 : NaN)),
    )
    const { unknowns, operations } = solveInProgram(
      chain,
      chain.map((_, i) => i + 1),
      solveDominant,
    )
    // For each of 7 pivots: reciprocal, factor, diagonal, right side; back: sum and product; one quotient; 9 stores.
    expect(operations).toBe(7 * 4 + 7 * 2 + 1 + 9)
    expect(
      difference(
        unknowns,
        solveDense(
          filled(chain),
          chain.map((_, i) => i + 1),
        ),
      ),
    ).toBeLessThan(1e-14)
  })

  it('makes no fill-in where an order without it exists', () => {
    // An arrow: the first unknown is in all equations. Eliminated first it would fill the matrix.
    const arrow = Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 20 }, (_, j) => (i === j ? 30 : i === 0 || j === 0 ? -1 : NaN)),
    )
    const { operations } = solveInProgram(
      arrow,
      arrow.map(() => 1),
      solveDominant,
    )
    expect(operations).toBeLessThan(8 * 20)
  })

  it('solves any regular system with pivots picked at run time', () => {
    const random = seeded(9)
    for (let size = 1; size <= 9; size++) {
      const matrix = Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (_, j) =>
          random() < 0.6 || (i + 1) % size === j ? (random() - 0.5) * 10 ** (4 * random()) : NaN,
        ),
      )
      const right = matrix.map(() => random() - 0.5)
      const { unknowns, singular } = solveInProgram(matrix, right, solvePivoting)
      expect(singular).toBe(false)
      expect(difference(unknowns, solveDense(filled(matrix), right))).toBeLessThan(1e-8)
    }
  })

  it('needs no pivot on the diagonal', () => {
    const { unknowns } = solveInProgram(
      [
        [0, 2],
        [4, 0],
      ],
      [6, 8],
      solvePivoting,
    )
    expect(unknowns).toEqual([2, 3])
  })

  it('takes equations and unknowns in very different units', () => {
    const { unknowns } = solveInProgram(
      [
        [1e-12, 1e-25],
        [1e9, 2e-4],
      ],
      [2e-12, 3e9],
      solvePivoting,
    )
    expect(unknowns[0]).toBeCloseTo(1, 10)
    expect(unknowns[1]! / 1e13).toBeCloseTo(1, 10)
  })

  it.each([
    [
      'equal equations',
      [
        [1, 2],
        [1, 2],
      ],
    ],
    [
      'equations equal but for rounding',
      [
        [0.1, 0.3],
        [0.2, 0.6000000000000001],
      ],
    ],
    [
      'an equation of zeros',
      [
        [0, 0],
        [1, 2],
      ],
    ],
    [
      'a missing unknown',
      [
        [1, 0],
        [2, 0],
      ],
    ],
  ])('tells that a matrix is singular: %s', (_, matrix) => {
    expect(solveInProgram(matrix, [1, 1], solvePivoting).singular).toBe(true)
  })

  it('refuses what is singular by its structure', () => {
    const builder = new ProgramBuilder('test.singular')
    const system = new LinearSystem(builder, 2)
    system.add(0, 0, builder.column('own', 'a'))
    system.add(1, 0, builder.column('own', 'b'))
    expect(solvePivoting(system, () => {})).toEqual({ kind: 'singular', unknown: 1 })
    expect(solveDominant(system)).toEqual({ kind: 'singular', unknown: 1 })
  })

  it('refuses systems that are too large', () => {
    const builder = new ProgramBuilder('test.large')
    expect(solveDominant(new LinearSystem(builder, 401)).kind).toBe('too-large')
    const dense = new LinearSystem(builder, 80)
    for (let i = 0; i < 80; i++)
      for (let j = 0; j < 80; j++) dense.add(i, j, builder.column('own', `a${i},${j}`))
    expect(solveDominant(dense).kind).toBe('too-large')
    expect(solvePivoting(dense, () => {}).kind).toBe('too-large')
  })
})
