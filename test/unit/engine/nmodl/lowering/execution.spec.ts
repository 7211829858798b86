import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism, printStage } from '../../../../../src-engine/nmodl/compile.ts'
import { fillTables, runHook, runProgram, worldOf, type World } from '../../../../support/oneInstance.ts'

const place = { vMv: -65, celsius: 6.3, dtMs: 0.025, areaUm2: 100, diameterUm: 10 }

function compile(text: string) {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (!value) throw new Error(errors.map(({ message }) => message).join('\n'))
  return { mechanism: value, codes: diagnostics.map(({ code }) => code) }
}

/** What one INITIAL leaves behind in a mechanism with some RANGE variables. */
function initial(statements: string, rest = '', names = 'x, y, z, a', numbers: World = {}): World {
  const { mechanism } = compile(
    `NEURON { SUFFIX s RANGE ${names} } DEFINE N 5 ASSIGNED { v x y z a[N] }
     INITIAL { ${statements} } ${rest}`,
  )
  const world: World = { ...worldOf(mechanism, place), ...numbers }
  fillTables(mechanism, world)
  runHook(mechanism, 'initialise', world)
  return world
}

/**
 * The code of the fault that INITIAL ends in, with fewer rounds allowed: as many as the text is allowed take a while in
 * the oracle, and the limit itself is a constant of the program.
 */
function faultWithin(
  { programs: { initialise } }: ReturnType<typeof compile>['mechanism'],
  world: World,
  limit: number,
  instead: number,
): string | undefined {
  if (!initialise) throw new Error('there is no INITIAL')
  expect([...initialise.constants]).toContain(limit)
  const constants = initialise.constants.map(value => (value === limit ? instead : value))
  const outcome = runProgram({ ...initialise, constants }, world)
  return outcome.fault && initialise.faults[outcome.fault.fault]?.code
}

describe('nmodl loops', () => {
  it('write out rounds that are known, so that no loop is left', () => {
    const text = `NEURON { SUFFIX s RANGE x } ASSIGNED { v x }
      INITIAL { LOCAL k x = 0 FROM i = 1 TO 4 { x = x + i*v } k = 3 while (k > 0) { x = x*v k = k - 1 } }`
    const { value } = printStage(createSourceText('s.mod', text), 'program')
    expect(value).not.toContain('loop')
  })

  it('begin where they begin where the run decides about the second round', () => {
    const text = `NEURON { SUFFIX s RANGE x } ASSIGNED { v x }
      INITIAL { LOCAL going x = v going = 1 while (going) { x = exp(x) going = x < 100 } }`
    const { value } = printStage(createSourceText('s.mod', text), 'program')
    expect(value?.match(/ exp /g)).toHaveLength(1)
    expect(value).toContain('loop')
  })

  it('write out no more than comes to a bounded program', () => {
    const body = Array.from({ length: 40 }, (_, k) => `x = exp(x + ${k}*v + i)`).join(' ')
    const text = `NEURON { SUFFIX s RANGE x } ASSIGNED { v x } INITIAL { x = 0 FROM i = 1 TO 900 { ${body} } }`
    const { value } = printStage(createSourceText('s.mod', text), 'program')
    expect(value?.match(/ exp /g)?.length).toBeLessThanOrEqual(80)
    expect(value).toContain('loop')
  })

  it('count rounds that are known only in the run', () => {
    const world = initial('x = 0 y = 0 FROM i = 1 TO z { x = x + i y = i }', '', 'x, y, z', { 'own z': 6.9 })
    expect(world['own x']).toBe(21)
    expect(world['own y']).toBe(6)
  })

  it('run no round where the end lies before the start', () => {
    const world = initial('x = 5 FROM i = 3 TO z { x = 0 }', '', 'x, z', { 'own z': 2 })
    expect(world['own x']).toBe(5)
  })

  it('act in the lanes of the branch alone that they stand in', () => {
    const text = 'x = 1 if (z > 0) { while (x < 100) { x = 2*x y = y + 1 } } else { x = -1 }'
    expect(initial(text, '', 'x, y, z', { 'own z': 1 })).toMatchObject({ 'own x': 128, 'own y': 7 })
    expect(initial(text, '', 'x, y, z', { 'own z': -1 })).toMatchObject({ 'own x': -1, 'own y': 0 })
  })

  it('carry what routines assign that are called in them, conditions included', () => {
    const rest = 'FUNCTION more() { y = y + 1 more = y < z }'
    const world = initial('y = 0 x = 0 while (more()) { x = x + y }', rest, 'x, y, z', { 'own z': 5 })
    expect(world).toMatchObject({ 'own x': 1 + 2 + 3 + 4, 'own y': 5 })
  })

  it('end in a fault where they never end', () => {
    const { mechanism } = compile(
      'NEURON { SUFFIX s RANGE x, z } ASSIGNED { x z } INITIAL { x = z while (x > 0) { x = x + 1 if (x > 9) { x = 1 } } }',
    )
    const world = { ...worldOf(mechanism, place), 'own z': 1 }
    expect(faultWithin(mechanism, world, 10_000_000, 50)).toBe('nmodl/loop-too-long')
  })

  it('go over an array by FORALL', () => {
    const world = initial('FORALL k { a[k] = k*v }')
    expect([1, 2, 4].map(k => world[`own a[${k}]`])).toEqual([-65, -130, -260])
  })
})

describe('nmodl arrays', () => {
  it('read and write at indices of the run, truncated', () => {
    const text = 'FROM k = 0 TO N-1 { a[k] = 10*k } a[z] = 7 x = a[z] + a[z+1] y = a[1]'
    expect(initial(text, '', 'x, y, z, a', { 'own z': 2.9 })).toMatchObject({
      'own x': 37,
      'own y': 10,
      'own a[2]': 7,
      'own a[3]': 30,
    })
  })

  it.each([-1, 5, NaN])('end in a fault at the index %s', index => {
    expect(() => initial('x = a[z] a[0] = 1', '', 'x, z, a', { 'own z': index })).toThrow(
      'nmodl/index-out-of-range',
    )
  })

  it('of LOCAL exist in their braces alone', () => {
    const world = initial('LOCAL b[3] FROM k = 0 TO 2 { b[k] = k + 1 } x = b[0] + b[1]*b[2]')
    expect(world['own x']).toBe(7)
  })

  it('do not fault in a branch that is not taken', () => {
    const text = 'x = 3 if (z < 5) { x = a[z] } a[0] = 1'
    expect(initial(text, '', 'x, z, a', { 'own z': 8 })['own x']).toBe(3)
  })

  it('that are long are read where they lie', () => {
    const { mechanism } = compile(
      'NEURON { SUFFIX s RANGE x, z, b } ASSIGNED { x z b[100] } INITIAL { x = b[z] }',
    )
    const world: World = { ...worldOf(mechanism, place), 'own z': 42.5, 'own b[42]': 8 }
    runHook(mechanism, 'initialise', world)
    expect(world['own x']).toBe(8)
    expect(mechanism.programs.initialise?.columns.find(({ name }) => name === 'b')?.length).toBe(100)
  })
})

describe('nmodl SOLVE', () => {
  const block = (
    body: string,
    solve: string,
    states = 'm n',
  ) => `NEURON { SUFFIX s RANGE ok } ASSIGNED { v ok }
    STATE { ${states} } INITIAL { m = 0.2 n = 3 ok = 1 ${solve} } ${body}`

  it('finds a steady state in INITIAL', () => {
    const { mechanism } = compile(
      block("DERIVATIVE d { m' = 4*(1 - m) - m*m*n n' = (m - n)/7 }", 'SOLVE d STEADYSTATE derivimplicit'),
    )
    const world = worldOf(mechanism, place)
    runHook(mechanism, 'initialise', world)
    const [m = NaN, n = NaN] = [world['own m'], world['own n']]
    // What is left of the start counts for 1 in 10⁹.
    expect(Math.abs(n - m)).toBeLessThan(1e-7)
    expect(Math.abs(4 * (1 - m) - m * m * n)).toBeLessThan(1e-7)
  })

  it('solves a linear block by one elimination, without a loop', () => {
    const text = block("DERIVATIVE d { m' = -2*m + n n' = m - n*exp(v/9) }", 'SOLVE d METHOD derivimplicit')
    const { value } = printStage(createSourceText('s.mod', text), 'program')
    expect(value).toBeDefined()
    expect(value).not.toContain('loop')
  })

  it('solves an implicit step to the last digits', () => {
    const { mechanism } = compile(
      block("DERIVATIVE d { m' = -exp(3*m)*n n' = m*m - n*n*n }", 'SOLVE d METHOD derivimplicit'),
    )
    const world = worldOf(mechanism, place)
    runHook(mechanism, 'initialise', world)
    const [m = NaN, n = NaN] = [world['own m'], world['own n']]
    // Residuals of x − x₀ − dt·f(x) at the rounding of numbers of this size.
    expect(Math.abs(m - 0.2 + 0.025 * Math.exp(3 * m) * n)).toBeLessThan(1e-14)
    expect(Math.abs(n - 3 - 0.025 * (m * m - n * n * n))).toBeLessThan(1e-14)
  })

  it('faults where Newton does not converge, naming block and states', () => {
    const { mechanism } = compile(block('NONLINEAR f { ~ m*m + 1 + n*0 = 0 ~ n = 2 }', 'SOLVE f'))
    expect(() => runHook(mechanism, 'initialise', worldOf(mechanism, place))).toThrow(
      /no-convergence.*"block":"f","states":"m, n"/,
    )
  })

  it('runs IFERROR instead, and only then', () => {
    const failing = compile(
      block('NONLINEAR f { ~ m*m + 1 = 0 }', 'SOLVE f IFERROR { ok = -1 }', 'm n'),
    ).mechanism
    const world = worldOf(failing, place)
    runHook(failing, 'initialise', world)
    expect(world['own ok']).toBe(-1)
    const working = compile(
      block('NONLINEAR f { ~ m*m = 9 }', 'SOLVE f IFERROR { ok = -1 }', 'm n'),
    ).mechanism
    const other = worldOf(working, place)
    runHook(working, 'initialise', other)
    expect(other['own ok']).toBe(1)
    expect(other['own m']).toBe(3)
  })

  it('takes partial steps where no method is named', () => {
    const { mechanism } = compile(block("DERIVATIVE d { m' = -50*m n' = m*n }", 'SOLVE d'))
    const world: World = { ...worldOf(mechanism, place), $dt: 0.5 }
    runHook(mechanism, 'initialise', world)
    // The exact solution; errors of partial steps add up to some 10⁻⁸.
    expect(world['own m']).toBeCloseTo(0.2 * Math.exp(-25), 12)
    const n = 3 * Math.exp((0.2 / 50) * (1 - Math.exp(-25)))
    expect(Math.abs((world['own n'] ?? NaN) / n - 1)).toBeLessThan(1e-7)
  })
})

describe('nmodl faults', () => {
  it('say that partial steps will not do for stiff equations', () => {
    const { mechanism } = compile(
      `NEURON { SUFFIX s RANGE k } ASSIGNED { k } STATE { m } INITIAL { m = 1 SOLVE d }
       DERIVATIVE d { m' = -k*m }`,
    )
    const steep = { ...worldOf(mechanism, place), 'own k': 1e6 }
    expect(faultWithin(mechanism, steep, 100_000, 200)).toBe('nmodl/too-stiff')
    const gentle = { ...worldOf(mechanism, place), 'own k': 1 }
    expect(faultWithin(mechanism, gentle, 100_000, 200)).toBeUndefined()
  })

  it('say that a FUNCTION_TABLE has no values', () => {
    const { mechanism } = compile(
      'NEURON { SUFFIX s RANGE x } ASSIGNED { x } INITIAL { x = f(1) } FUNCTION_TABLE f(u)',
    )
    const world: World = { ...worldOf(mechanism, place), '$f.entries': 0, '#table:f': 1 }
    expect(() => runHook(mechanism, 'initialise', world)).toThrow('nmodl/function-table-empty')
    const given: World = { ...world, '$f.entries': 1, 'table:f x': 0, 'table:f y': 4 }
    runHook(mechanism, 'initialise', given)
    expect(given['own x']).toBe(4)
  })

  it('say what error() says, where it is called', () => {
    const { mechanism } = compile(
      'NEURON { SUFFIX s RANGE x } ASSIGNED { x } INITIAL { if (x > 1) { error("x is too large") } }',
    )
    const world = worldOf(mechanism, place)
    runHook(mechanism, 'initialise', world)
    expect(() => runHook(mechanism, 'initialise', { ...world, 'own x': 2 })).toThrow(
      /nmodl\/error-called.*x is too large/,
    )
  })
})

describe('nmodl TABLE', () => {
  const text = (rest: string) => `NEURON { SUFFIX s RANGE x, z, slope } PARAMETER { slope = 2 }
    ASSIGNED { v x z } INITIAL { x = f(z) } ${rest}`
  const at = (mechanism: ReturnType<typeof compile>['mechanism'], z: number): number => {
    const world: World = { ...worldOf(mechanism, place), 'own z': z }
    fillTables(mechanism, world)
    runHook(mechanism, 'initialise', world)
    return world['own x'] ?? NaN
  }

  it('is linear between samples, flat beyond the ends, and NaN for NaN', () => {
    const { mechanism } = compile(text('FUNCTION f(u) { TABLE FROM 0 TO 10 WITH 5 f = u*u }'))
    expect([-3, 0, 1, 2, 9, 10, 99].map(z => at(mechanism, z))).toEqual([0, 0, 2, 4, 82, 100, 100])
    expect(at(mechanism, NaN)).toBeNaN()
  })

  it('interpolates for each instance where what it lists depends on the instance', () => {
    const { mechanism, codes } = compile(text('FUNCTION f(u) { TABLE FROM 0 TO 10 WITH 5 f = slope*u*u }'))
    expect(codes).toContain('nmodl/table-per-instance')
    expect(mechanism.tables).toEqual([])
    expect([-3, 1, 9].map(z => at(mechanism, z))).toEqual([0, 4, 164])
  })

  it('is left out of the exact programs, and has its switch', () => {
    const { mechanism } = compile(text('FUNCTION f(u) { TABLE FROM 0 TO 10 WITH 5 f = u*u }'))
    expect(mechanism.fields.find(({ name }) => name === 'usetable')).toMatchObject({
      scope: 'global',
      default: 1,
    })
    const world: World = { ...worldOf(mechanism, place), 'own z': 3, $usetable: 0 }
    runHook(mechanism, 'initialise', world)
    expect(world['own x']).toBe(9)
  })
})

describe('nmodl && and ||', () => {
  it('read no element where the left side decides', () => {
    const text = 'a[1] = 7 if (z < N && a[z] > 5) { x = 1 } if (z >= N || a[z] < 0) { y = 1 }'
    expect(initial(text, '', 'x, y, z, a', { 'own z': 1 })).toMatchObject({ 'own x': 1, 'own y': 0 })
    expect(initial(text, '', 'x, y, z, a', { 'own z': 9 })).toMatchObject({ 'own x': 0, 'own y': 1 })
    expect(() => initial('x = a[z]', '', 'x, z, a', { 'own z': 9 })).toThrow('index-out-of-range')
  })

  it('call no routine where the left side decides', () => {
    const rest = 'FUNCTION count() { y = y + 1 count = 1 }'
    const text = 'y = 0 if (z > 0 && count()) { x = 1 } if (z > 0 || count()) { x = x + 2 }'
    expect(initial(text, rest, 'x, y, z', { 'own z': 1 })).toMatchObject({ 'own x': 3, 'own y': 1 })
    expect(initial(text, rest, 'x, y, z', { 'own z': 0 })).toMatchObject({ 'own x': 2, 'own y': 1 })
  })

  it('draw, print and fail only where the left side does not decide', () => {
    const text =
      'x = z > 0 && scop_random() < 2 y = z < 0 || factorial(z - 2) == 1 if (z && printf("here\\n")) { }'
    const after = (z: number) => {
      const { mechanism } = compile(
        `NEURON { SUFFIX s RANGE x, y, z } ASSIGNED { v x y z } INITIAL { ${text} }`,
      )
      const world: World = { ...worldOf(mechanism, place), 'own z': z, '$scop.random': 1 }
      const { initialise } = mechanism.programs
      if (!initialise) throw new Error('there is no INITIAL')
      const { fault, events } = runProgram(initialise, world)
      return {
        drawn: world['$scop.random'] !== 1,
        fault: fault !== undefined,
        printed: events.length,
        x: world['own x'],
      }
    }
    expect(after(1)).toEqual({ drawn: true, fault: false, printed: 1, x: 1 })
    expect(after(0)).toEqual({ drawn: false, fault: true, printed: 0, x: 0 })
    expect(after(-1)).toEqual({ drawn: false, fault: false, printed: 1, x: 0 })
  })

  it('stay one operation where the right side can do nothing', () => {
    const text = `NEURON { SUFFIX s RANGE x } ASSIGNED { v x } INITIAL { x = v > 1 && exp(v) < 3 }`
    const { value } = printStage(createSourceText('s.mod', text), 'program')
    expect(value).not.toMatch(/select|skip/)
  })
})
