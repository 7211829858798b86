import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { runHook, worldOf, type World } from '../../../../support/oneInstance.ts'

/** What record.py wrote: for each file the RANGE variables after INITIAL, for some values of x. */
type Recorded = Readonly<
  Record<string, readonly { readonly x: number; readonly numbers: Readonly<Record<string, number>> }[]>
>

const fixtures = resolve(import.meta.dirname, '../../../../fixtures/mod/library')
const recorded = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as Recorded

function compiled(text: string): CompiledMechanism {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** The world after INITIAL with this x. */
function after(mechanism: CompiledMechanism, x: number): World {
  const place = { vMv: -65, celsius: 6.3, dtMs: 0.025, areaUm2: 100, diameterUm: 10 }
  const world: World = { ...worldOf(mechanism, place), 'own x': x }
  runHook(mechanism, 'initialise', world)
  return world
}

const initial = (names: string, statements: string, rest = '') =>
  compiled(
    `NEURON { SUFFIX s RANGE x, ${names} } PARAMETER { x = 0 } ASSIGNED { ${names.replaceAll(',', '')} } INITIAL { ${statements} }\n${rest}`,
  )

/** Rounding of a few operations; powers make most of it. */
const rounding = 1e-14

describe('nmodl SCoP library against NEURON 8.2.2', () => {
  for (const file of ['scopCurves.mod', 'scopWaves.mod']) {
    const mechanism = compiled(readFileSync(resolve(fixtures, file), 'utf8'))
    it.each((recorded[file] ?? []).map(one => [one.x, one.numbers] as const))(
      `computes the functions of ${file} at %d`,
      (x, numbers) => {
        const world = after(mechanism, x)
        for (const [name, theirs] of Object.entries(numbers)) {
          const ours = world[`own ${name}`] ?? NaN
          expect(Math.abs(ours - theirs), `${name}: ${ours} against ${theirs}`).toBeLessThanOrEqual(
            rounding * Math.max(Math.abs(theirs), 1e-3),
          )
        }
      },
    )
  }

  it('integrates by ten points', () => {
    const mechanism = initial(
      'y',
      'y = legendre(-1, x, integrand)',
      'FUNCTION integrand(s) { integrand = exp(-s*s)*cos(3*s) }',
    )
    for (const { x, numbers } of recorded.legendre ?? [])
      expect(after(mechanism, x)['own y']).toBeCloseTo(numbers.integral ?? NaN, 14)
  })
})

describe('nmodl SCoP library', () => {
  it('integrates by Romberg’s method, to the millionth that it promises', () => {
    const mechanism = initial(
      'y, z',
      'y = romberg(0, x, integrand) z = calls',
      'FUNCTION integrand(s) { integrand = exp(-s)*sin(s) calls = calls + 1 }\nLOCAL calls',
    )
    for (const x of [0.5, 1, 3, 10]) {
      const exact = (1 - Math.exp(-x) * (Math.sin(x) + Math.cos(x))) / 2
      const world = { ...after(mechanism, x) }
      expect(world['own y']).toBeCloseTo(exact, 6)
    }
  })

  it('says that an integral does not converge', () => {
    const mechanism = initial('y', 'y = romberg(0, x, pole)', 'FUNCTION pole(s) { pole = 1/(s - 0.3) }')
    expect(() => after(mechanism, 1)).toThrow('nmodl/integral-not-found')
  })

  it('says that a negative number has no factorial', () => {
    const mechanism = initial('y', 'y = factorial(x)')
    expect(() => after(mechanism, -2)).toThrow('nmodl/factorial-of-negative')
    expect(after(mechanism, -0.05)['own y']).toBe(1)
  })

  it('makes a step', () => {
    const mechanism = initial('y', 'y = step(x, 4, 7)')
    expect([3.999, 4, 5].map(x => after(mechanism, x)['own y'])).toEqual([0, 7, 7])
  })

  it('compares with a threshold as its mode says', () => {
    const mechanism = initial(
      'a, b, c',
      'a = threshold(x, 5, "max") b = threshold(x, 5, "MIN") c = threshold(x, 5, "?")',
    )
    const of = (x: number) => {
      const world = after(mechanism, x)
      return [world['own a'], world['own b'], world['own c']]
    }
    expect([of(4), of(5), of(6)]).toEqual([
      [1, 0, -1],
      [1, 1, -1],
      [0, 1, -1],
    ])
  })

  it.each(['force(t, "a.dat")', 'stepforce(t, "a.dat")', 'schedule(t, "a.dat")', 'first_time()'])(
    'refuses %s and says why',
    call => {
      const text = `NEURON { SUFFIX s RANGE x } ASSIGNED { x } INITIAL { x = ${call} }`
      const { diagnostics } = compileMechanism(createSourceText('test.mod', text))
      expect(diagnostics.map(({ code }) => code)).toEqual(['nmodl/library-function'])
    },
  )
})
