import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CompiledMechanism } from '../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { interpret } from '../../../../../src-engine/program/interpret.ts'
import type { Program } from '../../../../../src-engine/program/program.ts'
import { continuousOf, evaluate, ratesOf, solveOwn } from '../../../../support/continuousInstance.ts'
import { solveDense } from '../../../../support/dense.ts'
import { machines, nameOf, noMachine } from '../../../../support/machines.ts'
import { mechanismFiles } from '../../../../support/mechanismFiles.ts'
import { initialise, runHook, step, worldOf, type World } from '../../../../support/oneInstance.ts'
import { bindByHand, firstDifference } from '../../../../support/programs.ts'
import { seeded } from '../../../../support/seeded.ts'
import { modelOf } from '../../../../support/solving.ts'

const flowing = mechanismFiles()
  .map(file => modelOf(readFileSync(file, 'utf8'), basename(file, '.mod')))
  .filter(mechanism => mechanism.continuous !== undefined)

/** An instance some way after a jump of the potential and the arrival of transmitter, so that every state moves. */
function movedWorld(mechanism: CompiledMechanism, vMv: number): World {
  const world = worldOf(mechanism, { vMv: vMv - 30, celsius: 24, dtMs: 0.05, areaUm2: 500, diameterUm: 8 })
  initialise(mechanism, world)
  world['node v'] = vMv
  if (world['own T'] !== undefined) world['own T'] = 0.5
  for (const { ion } of mechanism.ions)
    world[`ion:${ion} ${ion}i`] = 1.3 * (world[`ion:${ion} ${ion}i`] ?? NaN)
  for (let count = 0; count < 10; count++) step(mechanism, world)
  columnsOf(mechanism).forEach((column, index) => {
    // Those that only events change.
    if (world[column] === 0) world[column] = 0.1 * (index + 1)
  })
  evaluate(mechanism, world)
  return world
}

function compiled(lines: readonly string[]): CompiledMechanism {
  return modelOf(lines.join('\n'), 'written')
}

const columnsOf = (mechanism: CompiledMechanism) =>
  continuousOf(mechanism).states.map(({ column }) => `own ${column}`)

describe('nmodl continuous', () => {
  it('has rates for all mechanisms of the library with equations', () => {
    expect(flowing.map(({ name }) => name).toSorted()).toEqual(
      [
        ...['AMPA', 'Exp2Syn', 'ExpSyn', 'GABAA', 'GABAB', 'NMDA', 'cal', 'capool', 'cashells', 'cat', 'hh'],
        ...['ih', 'k5', 'ka', 'kahp', 'kca', 'kext', 'km', 'na8', 'napool'],
      ].toSorted(),
    )
  })

  for (const mechanism of flowing) {
    it(`gives ${mechanism.name} the rates at which a short fixed step moves its states`, () => {
      for (const vMv of [-71.3, -22.2]) {
        const world = movedWorld(mechanism, vMv)
        const rates = ratesOf(mechanism, world)
        const stepped: World = { ...world, $dt: 1e-7 }
        runHook(mechanism, 'state', stepped)
        const fastest = Math.max(...rates.map(rate => Math.abs(rate)))
        columnsOf(mechanism).forEach((column, index) => {
          const before = world[column] ?? NaN
          const quotient = ((stepped[column] ?? NaN) - before) / 1e-7
          // Rounding of the state over the step, and how much the rates change in it.
          const tolerance = (4e-16 * Math.abs(before)) / 1e-7 + 1e-5 * fastest
          expect(Math.abs((rates[index] ?? NaN) - quotient), `${column} at ${vMv} mV`).toBeLessThan(tolerance)
        })
      }
    })

    it(`solves for ${mechanism.name} what a dense solver solves with quotients for derivatives`, () => {
      const world = movedWorld(mechanism, -43.7)
      const columns = columnsOf(mechanism)
      const gammaMs = 0.31
      const matrix = columns.map((_, row) => columns.map((__, column) => Number(row === column)))
      columns.forEach((column, index) => {
        const here = world[column] ?? NaN
        const width = 1e-5 * Math.abs(here)
        const above = ratesOf(mechanism, { ...world, [column]: here + width })
        const below = ratesOf(mechanism, { ...world, [column]: here - width })
        above.forEach((rate, row) => {
          const slope = (rate - (below[row] ?? NaN)) / (2 * width)
          matrix[row]![index] = (matrix[row]![index] ?? NaN) - gammaMs * slope
        })
      })
      const right = columns.map((column, index) => (world[column] ?? NaN) * (1 + 0.2 * (index % 3)))
      const ours = solveOwn(mechanism, world, gammaMs, right)
      // Residual of our solution, row by row, against what stands in that row.
      matrix.forEach((row, index) => {
        const terms = row.map((entry, column) => entry * (ours[column] ?? NaN))
        const size = terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(right[index] ?? NaN))
        const residual = terms.reduce((sum, term) => sum + term, 0) - (right[index] ?? NaN)
        expect(Math.abs(residual) / size, columns[index]).toBeLessThan(1e-7)
      })
      const dense = solveDense(matrix, right)
      const largest = Math.max(...dense.map((value, index) => Math.abs(value / (right[index] ?? 1))))
      ours.forEach((value, index) => {
        const error = Math.abs(value - (dense[index] ?? NaN)) / Math.abs(right[index] ?? NaN)
        expect(error, columns[index]).toBeLessThan(1e-5 * largest)
      })
    })
  }

  it.skipIf(noMachine)('computes in the machine, at every lane width, the bits of the interpreter', () => {
    for (const mechanism of flowing) {
      const { rates, solve, expose } = continuousOf(mechanism)
      for (const program of [rates, solve, expose]) if (program) compareBits(program)
    }
  })

  it('takes the number behind a STATE for the scale of its tolerance', () => {
    const mechanism = compiled([
      'NEURON { SUFFIX s }',
      'STATE { a <1e-6> b[2] <0.01> c }',
      'BREAKPOINT { SOLVE d METHOD cnexp }',
      "DERIVATIVE d { a' = -a b'[0] = -b[0] b'[1] = -2*b[1] c' = -c }",
    ])
    const scales = continuousOf(mechanism).states.map(({ column, scale }) => [column, scale])
    expect(scales).toEqual([
      ['a', 1e-6],
      ['b[0]', 0.01],
      ['b[1]', 0.01],
      ['c', 1],
    ])
  })

  it('evaluates all equations at the same states, whatever the method', () => {
    for (const method of ['cnexp', 'derivimplicit', 'sparse', 'euler', 'runge', 'after_cvode', 'cvode_t']) {
      const mechanism = compiled([
        'NEURON { SUFFIX s }',
        'STATE { a b }',
        `BREAKPOINT { SOLVE d METHOD ${method} }`,
        "DERIVATIVE d { a' = 2*b - 3*a b' = a - b }",
      ])
      expect(ratesOf(mechanism, { 'own a': 5, 'own b': 7 }), method).toEqual([-1, -2])
      // (1 + 3γ)x − 2γy = 1, −γx + (1 + γ)y = 0 with γ = ½
      const [x = NaN, y = NaN] = solveOwn(mechanism, { 'own a': 5, 'own b': 7 }, 0.5, [1, 0])
      expect(x, method).toBeCloseTo(6 / 13, 14)
      expect(y, method).toBeCloseTo(2 / 13, 14)
    }
  })

  it('computes a state and what follows from it for the currents in one evaluation', () => {
    const mechanism = compiled([
      'NEURON { SUFFIX s NONSPECIFIC_CURRENT i RANGE g }',
      'STATE { n } ASSIGNED { v g i }',
      'BREAKPOINT { SOLVE d METHOD cnexp i = g*v }',
      "DERIVATIVE d { g = n*n n' = -n }",
    ])
    const world: World = { 'own n': 3, 'own g': -1, 'node v': 2, 'node areaFactor': 1 }
    evaluate(mechanism, world)
    expect(world['node diagonal']).toBe(9)
  })

  it('writes into its ion what a block computes of the states, before the currents', () => {
    const mechanism = compiled([
      'NEURON { SUFFIX s USEION ca READ ica WRITE cai }',
      'STATE { amount } ASSIGNED { ica cai }',
      'BREAKPOINT { SOLVE d METHOD cnexp }',
      "DERIVATIVE d { amount' = -ica cai = amount/4 }",
    ])
    const world: World = { 'own amount': 8, 'ion:ca cai': 0, 'ion:ca ica': 1 }
    evaluate(mechanism, world)
    expect(world['ion:ca cai']).toBe(2)
  })

  it('runs what a BREAKPOINT without currents computes in every evaluation, and what it counts once a step', () => {
    const head = ['NEURON { SUFFIX s RANGE twice }', 'STATE { n } ASSIGNED { twice }']
    const equation = "DERIVATIVE d { n' = -n }"
    const smooth = compiled([...head, 'BREAKPOINT { SOLVE d METHOD cnexp twice = 2*n }', equation])
    const world: World = { 'own n': 3, 'own twice': 0 }
    evaluate(smooth, world)
    expect(world['own twice']).toBe(6)
    expect(continuousOf(smooth).afterStep).toBeUndefined()
    const counting = compiled([...head, 'BREAKPOINT { SOLVE d METHOD cnexp twice = twice + n }', equation])
    expect(continuousOf(counting).expose).toBeUndefined()
    expect(continuousOf(counting).afterStep).toBeDefined()
  })

  it('runs a PROCEDURE under after_cvode once a step and one under cvode_t in every evaluation', () => {
    const text = (method: string) => [
      'NEURON { SUFFIX s RANGE seen }',
      'STATE { n } ASSIGNED { seen }',
      `BREAKPOINT { SOLVE d METHOD cnexp SOLVE look METHOD ${method} }`,
      "DERIVATIVE d { n' = -n }",
      'PROCEDURE look() { seen = n }',
    ]
    expect(continuousOf(compiled(text('after_cvode'))).afterStep).toBeDefined()
    const { rates, afterStep } = continuousOf(compiled(text('cvode_t')))
    expect(afterStep).toBeUndefined()
    expect(rates.columns.map(({ name }) => name)).toContain('seen')
  })

  describe('says where a mechanism stands that only fixed steps can take', () => {
    const states = 'STATE { x y } ASSIGNED { v i dt }'
    const head = ['NEURON { SUFFIX s NONSPECIFIC_CURRENT i }', states]
    const cases: readonly (readonly [why: string, lines: readonly string[]])[] = [
      [
        'line 3: SOLVE once calls a PROCEDURE once a step',
        ['BREAKPOINT { SOLVE once i = x }', 'PROCEDURE once() { x = v }'],
      ],
      [
        'line 3: SOLVE e solves a LINEAR block',
        ['BREAKPOINT { SOLVE e i = x }', 'LINEAR e { ~ x + y = v ~ x - y = 1 }'],
      ],
      [
        'line 3: SOLVE k looks for a steady state once a step',
        ['BREAKPOINT { SOLVE k STEADYSTATE sparse i = x }', 'KINETIC k { ~ x <-> y (1, v) }'],
      ],
      [
        'line 4: what flows is computed from dt, the length of a step',
        ['BREAKPOINT { SOLVE d METHOD cnexp', 'i = x*dt }', "DERIVATIVE d { x' = -x y' = -y }"],
      ],
      [
        'line 4: what flows is computed from dt, the length of a step',
        ['BREAKPOINT { i = rate() }', 'FUNCTION rate() { rate = v*dt }'],
      ],
      [
        'line 4: a CONSERVE of k holds a sum that its reactions change',
        [
          'BREAKPOINT { SOLVE k METHOD sparse i = x }',
          'KINETIC k { ~ x <-> y (1, 2) ~ x -> (1) CONSERVE x + y = 1 }',
        ],
      ],
      [
        'line 4: a routine solves d, a step at a time',
        [
          'BREAKPOINT { move() i = x }',
          'PROCEDURE move() { SOLVE d METHOD cnexp }',
          "DERIVATIVE d { x' = -x y' = -y }",
        ],
      ],
    ]
    for (const [why, lines] of cases) {
      it(`${why}: ${lines.at(-1)}`, () => {
        const mechanism = compiled([...head, ...lines])
        expect(mechanism.fixedStepOnly).toBe(why)
        expect(mechanism.continuous).toBeUndefined()
      })
    }

    it('not where dt only stands in INITIAL or in a procedure after the step', () => {
      const mechanism = compiled([
        ...head,
        'INITIAL { x = dt }',
        'BREAKPOINT { SOLVE d METHOD cnexp SOLVE look METHOD after_cvode i = x }',
        "DERIVATIVE d { x' = -x }",
        'PROCEDURE look() { y = dt }',
      ])
      expect(mechanism.fixedStepOnly).toBeUndefined()
    })
  })

  it('computes without TABLE where a model asks for that', () => {
    const file = 'test/fixtures/mod/methods/tabulated.mod'
    const { value } = compileMechanism(createSourceText(file, readFileSync(file, 'utf8')))
    expect(value?.exactContinuous).toBeDefined()
    const spaces = (program: Program | undefined) => program?.columns.map(({ space }) => space) ?? []
    expect(spaces(value?.continuous?.rates).some(space => space.startsWith('table:'))).toBe(true)
    expect(spaces(value?.exactContinuous?.rates).some(space => space.startsWith('table:'))).toBe(false)
  })
})

function compareBits(program: Program): void {
  const count = 37
  const spaces = new Set(program.columns.map(({ space }) => space).filter(space => space !== 'own'))
  const indices = Array.from({ length: count }, (_, instance) => (11 * instance) % count)
  const tables = Object.fromEntries([...spaces].map(space => [space, { indices, extent: count }]))
  for (const machine of machines) {
    const random = seeded(program.name.length)
    const bound = bindByHand(machine, program, {
      count,
      tables,
      fill: slot => (program.columns[slot]?.name === 'v' ? -90 + 120 * random() : 0.01 + random()),
      uniform: slot => (program.uniforms[slot]?.name === 'celsius' ? 24 : 0.01 + random()),
    })
    for (const block of [8, 16, undefined]) {
      const outcome = machine.runOnce(bound.model, 0, bound.call, block)
      const expected = interpret(program, bound.oracle)
      expect(firstDifference(bound), `${program.name}, ${nameOf(machine)}, ${block}`).toBeUndefined()
      expect(outcome).toEqual(expected)
    }
  }
}
