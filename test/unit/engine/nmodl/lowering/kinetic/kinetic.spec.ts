import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../../src-engine/nmodl/compile.ts'
import { initialise, runHook, worldOf, type World } from '../../../../../support/oneInstance.ts'

const fixtures = resolve(import.meta.dirname, '../../../../../fixtures/mod/kinetic')

const place = { vMv: -65, celsius: 24, dtMs: 0.1, areaUm2: Math.PI * 200, diameterUm: 10 }

function compiled(text: string): CompiledMechanism {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
  if (!value) throw new Error('not compiled')
  return value
}

/** A mechanism with a KINETIC block of these statements, initialised. */
function scheme(given: {
  readonly states: string
  readonly initial: string
  readonly kinetic: string
  readonly solve?: string
  readonly declared?: string
}): { readonly mechanism: CompiledMechanism; readonly world: World } {
  const mechanism = compiled(`NEURON { SUFFIX test RANGE forwards, backwards, kf, kb }
    PARAMETER { kf = 0.7 kb = 0.2 }
    ASSIGNED { forwards backwards v diam failed }
    STATE { ${given.states} }
    ${given.declared ?? ''}
    INITIAL { ${given.initial} }
    BREAKPOINT { ${given.solve ?? 'SOLVE scheme METHOD sparse'} }
    KINETIC scheme { ${given.kinetic} }`)
  const world = worldOf(mechanism, place)
  initialise(mechanism, world)
  return { mechanism, world }
}

function steps({ mechanism, world }: ReturnType<typeof scheme>, count: number): World {
  for (let step = 0; step < count; step++) runHook(mechanism, 'state', world)
  return world
}

describe('nmodl kinetic', () => {
  it('KI1 relaxes two states by implicit Euler', () => {
    const run = scheme({
      states: 'c o',
      initial: 'c = 1 o = 0',
      kinetic: '~ c <-> o (kf, kb) forwards = f_flux backwards = b_flux',
    })
    const world = steps(run, 10)
    const steady = 0.7 / 0.9
    expect(world['own o']).toBeCloseTo(steady - steady / (1 + 0.1 * 0.9) ** 10, 13)
    // The fluxes are those of the new states.
    expect(world['own forwards']).toBeCloseTo(0.7 * (world['own c'] ?? NaN), 14)
    expect(world['own backwards']).toBeCloseTo(0.2 * (world['own o'] ?? NaN), 14)
  })

  it('KI1 approaches the exponential as dt goes to 0', () => {
    const errorAt = (dtMs: number): number => {
      const run = scheme({ states: 'c o', initial: 'c = 1 o = 0', kinetic: '~ c <-> o (kf, kb)' })
      run.world.$dt = dtMs
      const steady = 0.7 / 0.9
      const exact = steady * (1 - Math.exp(-0.9))
      return Math.abs((steps(run, Math.round(1 / dtMs))['own o'] ?? NaN) - exact)
    }
    // First order: half the step, half the error.
    expect(errorAt(0.01) / errorAt(0.005)).toBeCloseTo(2, 1)
  })

  it('KI2 solves the quadratic of a dimer exactly', () => {
    const run = scheme({ states: 'a d', initial: 'a = 1 d = 0.3', kinetic: '~ 2 a <-> d (kf, kb)' })
    const { 'own a': a = NaN, 'own d': d = NaN } = steps(run, 1)
    // a = a0 - 2 dt (kf a² - kb d), d = d0 + (a0 - a)/2
    const [p, q, r] = [2 * 0.1 * 0.7, 1 + 0.1 * 0.2, -(1 + 2 * 0.1 * 0.2 * (0.3 + 0.5))]
    expect(a).toBeCloseTo((-q + Math.sqrt(q * q - 4 * p * r)) / (2 * p), 14)
    expect(d).toBeCloseTo(0.3 + (1 - a) / 2, 14)
  })

  it('KI3 divides by the volume of a COMPARTMENT', () => {
    const run = scheme({
      states: 'c',
      initial: 'c = 2',
      kinetic: 'COMPARTMENT diam { c } ~ c << (kf) ~ c -> (kb)',
    })
    // 10 (c - 2)/0.1 = 0.7 - 0.2 c
    expect(steps(run, 1)['own c']).toBeCloseTo((10 * 2 + 0.1 * 0.7) / (10 + 0.1 * 0.2), 14)
  })

  it('KI4 keeps the amount of a closed scheme, whatever its volumes', () => {
    const run = scheme({
      states: 'ca[6] buf[6] bound[6]',
      initial: 'FROM i = 0 TO 5 { ca[i] = 0.1 * (i + 1) buf[i] = 0.4 bound[i] = 0.02 * i }',
      kinetic: `COMPARTMENT i, (i + 1) * diam { ca buf bound }
        FROM i = 0 TO 4 { ~ ca[i] <-> ca[i + 1] (kf * (i + 2), kf * (i + 2)) }
        FROM i = 0 TO 5 { ~ ca[i] + buf[i] <-> bound[i] (3 * i, kb) }`,
    })
    const amount = (world: World): number => {
      let sum = 0
      for (let i = 0; i < 6; i++) {
        sum += (i + 1) * ((world[`own ca[${i}]`] ?? NaN) + (world[`own bound[${i}]`] ?? NaN))
      }
      return sum
    }
    const before = amount(run.world)
    expect(amount(steps(run, 200)) / before - 1).toBeLessThan(1e-13)
  })

  it('KI5 gives a steady state in detailed balance', () => {
    // Energies in kT; the rates of each pair have the ratio of the Boltzmann factors.
    const energies = [0, 1.3, -2.1, 4.2]
    const rates = energies.map((energy, i) => {
      const next = energies[(i + 1) % 4] ?? 0
      return `(${0.01 * (i + 1)} * exp(${energy - next}), ${0.01 * (i + 1)})`
    })
    const { world } = scheme({
      states: 'a b c d',
      initial: 'a = 1 SOLVE scheme STEADYSTATE sparse',
      kinetic: `~ a <-> b ${rates[0]} ~ b <-> c ${rates[1]} ~ c <-> d ${rates[2]} ~ d <-> a ${rates[3]}`,
    })
    const factors = energies.map(energy => Math.exp(-energy))
    const sum = factors.reduce((total, factor) => total + factor, 0)
    const found = ['a', 'b', 'c', 'd'].map(name => world[`own ${name}`] ?? NaN)
    // After 1e9 ms at rates of 1e-4 and more, 1e-5 of the start is left.
    found.forEach((state, i) => expect(Math.abs(state / ((factors[i] ?? 0) / sum) - 1)).toBeLessThan(1e-5))
    expect(found.reduce((total, state) => total + state, 0)).toBeCloseTo(1, 14)
  })

  it('KI6 puts CONSERVE in the place of a balance', () => {
    const run = scheme({
      states: 'a b',
      initial: 'a = 0.2 b = 0.2',
      kinetic: '~ a <-> b (kf, kb) CONSERVE a + b = 1',
    })
    const { 'own a': a = NaN, 'own b': b = NaN } = steps(run, 1)
    // b is the one that CONSERVE determines: a keeps its balance.
    expect(a).toBeCloseTo((0.2 + 0.1 * 0.2) / (1 + 0.1 * 0.9), 14)
    expect(a + b).toBeCloseTo(1, 15)
  })

  it('KI7 lets no concentration become negative where the scheme is not linear', () => {
    const run = scheme({
      states: 'a b c',
      initial: 'a = 0.01 b = 1 c = 1',
      kinetic: '~ a + b <-> c (kf, 0) ~ a << (-5)',
    })
    expect(steps(run, 3)['own a']).toBe(0)
  })

  it('KI8 takes the rates of a linear scheme at the old states', () => {
    const run = scheme({ states: 'a b', initial: 'a = 0.5 b = 0.1', kinetic: '~ a <-> b (kf * a, kb)' })
    const { 'own a': a = NaN } = steps(run, 1)
    // a = a0 - dt (kf a0 a - kb b), a + b = 0.6
    expect(a).toBeCloseTo((0.5 + 0.1 * 0.2 * 0.6) / (1 + 0.1 * (0.7 * 0.5 + 0.2)), 14)
  })

  it('KI9 counts a reaction only where its if holds', () => {
    const text = {
      states: 'a b c',
      initial: 'a = 1',
      kinetic: 'if (v < -60) { ~ a <-> b (kf, 0) } else { ~ a <-> c (kb, 0) }',
    }
    const below = steps(scheme(text), 1)
    expect([below['own b'], below['own c']]).toEqual([1 - 1 / 1.07, 0].map(x => expect.closeTo(x, 14)))
    const above = scheme(text)
    above.world['node v'] = 0
    steps(above, 1)
    expect([above.world['own b'], above.world['own c']]).toEqual(
      [0, 1 - 1 / 1.02].map(x => expect.closeTo(x, 14)),
    )
  })

  it('KI6 takes CONSERVE in where the reactions keep the sum, to the same result', () => {
    const given = { states: 'a b c', initial: 'a = 0.2 b = 0.3 c = 0.1' }
    const kinetic = '~ a <-> b (kf, kb) ~ b <-> c (kb, kf)'
    // A source of nothing keeps no sum, so that CONSERVE has to be an equation of its own.
    const [taken, apart] = [kinetic, `${kinetic} ~ c << (0 * v)`].map(reactions =>
      steps(scheme({ ...given, kinetic: `${reactions} CONSERVE a + b + c = 1` }), 3),
    )
    for (const state of ['a', 'b', 'c'])
      expect(taken?.[`own ${state}`]).toBeCloseTo(apart?.[`own ${state}`] ?? NaN, 14)
  })

  it('KI6 stands on its own where another state leaves too', () => {
    const run = scheme({
      states: 'a b',
      initial: 'a = 1 b = 0',
      kinetic: '~ a <-> b (kf, kb) ~ a -> (kb) CONSERVE a + b = 1',
    })
    const { 'own a': a = NaN, 'own b': b = NaN } = steps(run, 1)
    // a + b = 1 although a leaves: a = a0 - dt (kf a - kb b + kb a)
    expect(a).toBeCloseTo((1 + 0.1 * 0.2) / (1 + 0.1 * (0.7 + 0.2 + 0.2)), 14)
    expect(a + b).toBeCloseTo(1, 15)
  })

  it('spends few operations on eight states in a row', () => {
    const text = readFileSync(resolve(fixtures, 'chain8.mod'), 'utf8')
    const operations = (compiled(text).programs.state?.body.length ?? NaN) / 5
    // For seven pivots: reciprocal, diagonal (three), factor (one or two), right side; back: two each; the sum under
    // CONSERVE; two exponentials with their arguments; eight stores; three each for steps of second order.
    expect(operations).toBeLessThanOrEqual(107)
  })

  const hopeless = {
    states: 'a b c',
    initial: 'a = 0.5 b = 1 c = 1',
    kinetic: '~ 2 b <-> c (kf, kb) ~ a << (exp(60 * a))',
  }

  it('KI10 ends the run where Newton finds no solution', () => {
    expect(() => steps(scheme(hopeless), 1)).toThrow(/nmodl\/no-convergence.*scheme/)
  })

  it('KI10 runs IFERROR instead, where it is given', () => {
    const run = scheme({
      ...hopeless,
      solve: 'SOLVE scheme METHOD sparse IFERROR { failed = 1 }',
      declared: 'LOCAL unused',
    })
    expect(() => steps(run, 1)).not.toThrow()
  })

  it('stores what diffusion along the cable needs', () => {
    const run = scheme({
      states: 'ca[2] other',
      initial: 'ca[0] = 1',
      kinetic: `COMPARTMENT i, diam * (i + 1) { ca }
        LONGITUDINAL_DIFFUSION i, kf * diam * (i + 2) { ca }
        ~ ca[0] <-> ca[1] (kf, kb)`,
    })
    const world = steps(run, 1)
    expect(run.mechanism.diffusions.map(({ state }) => state)).toEqual(['ca[0]', 'ca[1]'])
    const numbers = run.mechanism.diffusions.map(({ volume, conductivity }) => [
      world[`own ${volume}`],
      world[`own ${conductivity}`],
    ])
    expect(numbers).toEqual([
      [10, 0.7 * 10 * 2],
      [20, 0.7 * 10 * 3],
    ])
  })
})

describe('nmodl linear', () => {
  const text = (equations: string, states = 'x y', solveFor = ''): string => `NEURON { SUFFIX test RANGE p }
    PARAMETER { p = 2 }
    STATE { ${states} }
    INITIAL { SOLVE circuit }
    LINEAR circuit ${solveFor} { ${equations} }`

  it('LI1 solves equations that are linear in any form', () => {
    const mechanism = compiled(text('~ (x - 3 * (y + 1)) / p = 2 * y - x ~ x * p = y + 4'))
    const world = worldOf(mechanism, place)
    initialise(mechanism, world)
    // (x - 3y - 3)/2 = 2y - x and 2x = y + 4
    const x = 25 / 11
    expect(world['own x']).toBeCloseTo(x, 14)
    expect(world['own y']).toBeCloseTo(2 * x - 4, 14)
  })

  it('LI2 ends the run where the matrix is singular', () => {
    const mechanism = compiled(text('~ x + y = 1 ~ p * x + 2 * y = 5'))
    const world = worldOf(mechanism, place)
    expect(() => initialise(mechanism, world)).toThrow(/nmodl\/singular.*circuit/)
    world.$p = 3
    world['own p'] = 3
    initialise(mechanism, world)
    expect(world['own x']).toBeCloseTo(3, 13)
  })

  it('LI3 leaves the states alone that SOLVEFOR does not name', () => {
    const mechanism = compiled(text('~ x + y = 3', 'x y', 'SOLVEFOR x'))
    const world = worldOf(mechanism, place)
    initialise(mechanism, world)
    expect([world['own x'], world['own y'] ?? 0]).toEqual([3, 0])
  })
})
