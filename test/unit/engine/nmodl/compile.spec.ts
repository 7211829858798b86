import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../src-engine/nmodl/compile.ts'
import {
  initialise,
  runCurrents,
  runProgram,
  step,
  worldOf,
  type World,
} from '../../../support/oneInstance.ts'

function compile(text: string): CompiledMechanism {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

const place = { vMv: -40, celsius: 6.3, dtMs: 0.1, areaUm2: 500, diameterUm: 2 }

describe('nmodl compile', () => {
  it('describes fields with scope, unit, default, limits and comment', () => {
    const { fields } = compile(`NEURON { SUFFIX s NONSPECIFIC_CURRENT i RANGE g, inf GLOBAL shared }
PARAMETER {
  g = 0.5 (S/cm2) <0, 1>  : how much
  e = -70 (mV)
}
ASSIGNED { i (mA/cm2) inf shared memory temporary }
STATE { n START 0.25 }
INITIAL { memory = v }
BREAKPOINT { temporary = memory + 1 inf = temporary shared = 2 i = g*n*(v - e) }`)
    expect(fields).toEqual([
      {
        name: 'g',
        role: 'parameter',
        scope: 'range',
        unit: 'S/cm2',
        default: 0.5,
        limits: [0, 1],
        comment: 'how much',
      },
      { name: 'e', role: 'parameter', scope: 'global', unit: 'mV', default: -70 },
      { name: 'i', role: 'current', scope: 'range', unit: 'mA/cm2', default: 0 },
      { name: 'inf', role: 'assigned', scope: 'range', unit: '', default: 0 },
      { name: 'shared', role: 'assigned', scope: 'global', unit: '', default: 0 },
      { name: 'memory', role: 'assigned', scope: 'hidden', unit: '', default: 0 },
      { name: 'n', role: 'state', scope: 'range', unit: '', default: 0.25 },
    ])
  })

  it('adds g and g·v − i of a density current, times areaFactor, with g exact', () => {
    const leak = compile(`NEURON { SUFFIX s NONSPECIFIC_CURRENT i RANGE g } PARAMETER { g = 0.003 e = -70 }
ASSIGNED { i } BREAKPOINT { i = g*(v - e) }`)
    const world = worldOf(leak, place)
    runCurrents(leak, world)
    expect(world['node diagonal']).toBe(0.003 * 5)
    expect(world['node rhs']).toBeCloseTo(0.003 * -70 * 5, 14)
    expect(world['own i']).toBe(0.003 * 30)
  })

  it('takes the difference quotient over 0.001 mV where a current is not affine in v', () => {
    const square = compile(
      `NEURON { SUFFIX s NONSPECIFIC_CURRENT i } ASSIGNED { i } BREAKPOINT { i = v*v/1000 }`,
    )
    const world = worldOf(square, place)
    runCurrents(square, world)
    const quotient = (-39.999 * -39.999 - 40 * 40) / 1000 / 0.001
    expect((world['node diagonal'] ?? NaN) / 5).toBeCloseTo(quotient, 9)
    expect((world['node rhs'] ?? NaN) / 5).toBeCloseTo(quotient * -40 - 1.6, 7)
  })

  it.each([
    ['', '', 0.002, 0.002 * 50],
    // All currents beside an electrode's count as inward: −(0.002 − 0.001), and that times −40 + (0.002·(−90) + 0.74).
    ['ELECTRODE_CURRENT j', 'j = 0.7 - 0.001*v', -0.001, 0.6],
  ])(
    'leaves point currents in nA and turns them into a density for their ion: %s',
    (also, statement, diagonal, rhs) => {
      const point = compile(`NEURON { POINT_PROCESS P USEION na READ ena WRITE ina ${also} RANGE g }
PARAMETER { g = 0.002 } BREAKPOINT { ina = g*(v - ena) ${statement} }`)
      const world = worldOf(point, place)
      runCurrents(point, world)
      expect(world['ion:na ina']).toBeCloseTo((0.002 * -90 * 100) / 500, 14)
      expect(world['node diagonal']).toBeCloseTo(diagonal, 14)
      expect(world['node rhs']).toBeCloseTo(rhs, 14)
    },
  )

  it('turns electrode currents round', () => {
    const electrode = compile(
      'NEURON { POINT_PROCESS P ELECTRODE_CURRENT j } BREAKPOINT { j = 0.7 - 0.001*v }',
    )
    const world = worldOf(electrode, place)
    runCurrents(electrode, world)
    expect(world['node diagonal']).toBeCloseTo(0.001, 14)
    expect(world['node rhs']).toBeCloseTo(0.7, 14)
  })

  it('hoists what depends on parameters alone, and nothing that some program writes', () => {
    const { programs } =
      compile(`NEURON { SUFFIX s RANGE x, y GLOBAL p, q } PARAMETER { p = 2 q = 3 } ASSIGNED { x y celsius }
INITIAL { q = 4 } BREAKPOINT { x = v*3^((celsius - 6.3)/p) y = v*3^q }`)
    expect(programs.state?.hoisted).toBe(3)
    expect(programs.state?.readsTime).toBe(false)
  })

  it('marks a program sequential only where an instance reads what another wrote', () => {
    const sequentialOf = (body: string): boolean | undefined =>
      compile(`NEURON { SUFFIX s GLOBAL total RANGE x } ASSIGNED { total x } BREAKPOINT { ${body} }`).programs
        .state?.sequential
    expect(sequentialOf('total = v x = total')).toBe(false)
    expect(sequentialOf('total = total + v')).toBe(true)
    expect(sequentialOf('if (v > 0) { total = v } x = total')).toBe(true)
  })

  it('starts states at state0, at START, or at 0, before INITIAL', () => {
    const states = compile(
      `NEURON { SUFFIX s } PARAMETER { a0 = 0.7 } STATE { a b START 0.2 c } INITIAL { c = a + b }`,
    )
    const world = worldOf(states, place)
    initialise(states, world)
    expect([world['own a'], world['own b'], world['own c']]).toEqual([0.7, 0.2, 0.7 + 0.2])
  })

  it("solves x' = (inf − x)/tau exactly over a step", () => {
    const gate = compile(`NEURON { SUFFIX s } PARAMETER { tau = 0.4 inf = 0.9 } STATE { x START 0.1 }
BREAKPOINT { SOLVE d METHOD cnexp } DERIVATIVE d { x' = (inf - x)/tau }`)
    const world = worldOf(gate, place)
    initialise(gate, world)
    for (let i = 0; i < 10; i++) step(gate, world)
    expect(world['own x']).toBeCloseTo(0.9 - 0.8 * Math.exp(-1 / 0.4), 14)
  })

  it('moves all states of METHOD euler from their old values at once', () => {
    const turn = compile(`NEURON { SUFFIX s } STATE { p START 1 q START 0 }
BREAKPOINT { SOLVE d METHOD euler } DERIVATIVE d { p' = -q  q' = p }`)
    const world = worldOf(turn, place)
    initialise(turn, world)
    step(turn, world)
    step(turn, world)
    expect([world['own p'], world['own q']]).toEqual([1 - 0.1 * 0.1, 0.2])
  })

  it('passes arguments by value and keeps LOCAL names to themselves', () => {
    const calls = compile(`NEURON { SUFFIX s RANGE x, y } ASSIGNED { x y }
BREAKPOINT { LOCAL a a = 3 x = change(a) + a y = outer() }
FUNCTION change(a) { a = a*2 change = a }
FUNCTION outer() { LOCAL x x = 5 inner() outer = x }
PROCEDURE inner() { LOCAL a a = 1 x = x + a }`)
    const world = worldOf(calls, place)
    if (calls.programs.state) runProgram(calls.programs.state, world)
    expect([world['own x'], world['own y']]).toEqual([10, 5])
  })

  it('injects amp while del <= t < del + dur', () => {
    const clamp =
      compile(`NEURON { POINT_PROCESS C ELECTRODE_CURRENT i RANGE del, dur, amp } PARAMETER { del = 1 dur = 2 amp = 0.5 }
ASSIGNED { i } BREAKPOINT { if (t >= del && t < del + dur) { i = amp } else { i = 0 } }`)
    const at = (t: number): number | undefined => {
      const world: World = { ...worldOf(clamp, place), $t: t }
      runCurrents(clamp, world)
      return world['node rhs']
    }
    expect([0.999, 1, 2.999, 3].map(at)).toEqual([0, 0.5, 0.5, 0])
  })

  it('takes constants from the unit table', () => {
    const units =
      compile(`NEURON { SUFFIX s RANGE f, r, p, m } UNITS { (mM) = (milli/liter) F = (faraday) (coulomb) K = (faraday) (kilocoulombs)
R = (k-mole) (joule/degC) PI = (pi) (1) two = 2 (1) } ASSIGNED { f r p m } INITIAL { f = F r = R p = PI m = K*two }`)
    const world = worldOf(units, place)
    initialise(units, world)
    expect(world['own f']).toBeCloseTo(96485.33212331001, 9)
    expect(world['own r']).toBeCloseTo(8.31446261815324, 13)
    expect(world['own p']).toBe(Math.PI)
    expect(world['own m']).toBeCloseTo(2 * 96.48533212331, 10)
  })

  it('changes the fingerprint with the text', () => {
    const first = compile('NEURON { SUFFIX s }')
    expect(compile('NEURON { SUFFIX s }').fingerprint).toBe(first.fingerprint)
    expect(compile('NEURON { SUFFIX s } ').fingerprint).not.toBe(first.fingerprint)
  })
})
