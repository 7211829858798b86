import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { philox } from '../../../../../src-engine/nmodl/lowering/random/philox.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import { runHook, runProgram, worldOf, type World } from '../../../../support/oneInstance.ts'

/** What record.py wrote of the real NEURON. */
interface Recorded {
  readonly philox: readonly {
    readonly ids: readonly [number, number, number]
    readonly sequence: number
    readonly word: readonly number[]
    readonly uniform: readonly number[]
    readonly negexp: readonly number[]
    readonly normal: readonly number[]
  }[]
  readonly given: readonly {
    readonly ids: readonly [number, number, number]
    readonly distribution: 'uniform' | 'negexp' | 'normal'
    readonly numbers: readonly number[]
  }[]
  readonly scop: readonly {
    readonly seed: number
    readonly mean: number
    readonly numbers: Readonly<Record<string, number>>
  }[]
}

const fixtures = resolve(import.meta.dirname, '../../../../fixtures/mod/random')
const recorded = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as Recorded

/** Logarithms of two libraries may differ in the last bit. */
const lastBits = 4e-16

function compiled(text: string): CompiledMechanism {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

function worldFor(mechanism: CompiledMechanism): World {
  const world = worldOf(mechanism, { vMv: -65, celsius: 6.3, dtMs: 0.025, areaUm2: 100, diameterUm: 10 })
  return { ...world, '$random.globalindex': 0, '$scop.random': 1, $flag: 0 }
}

/** A stream with ids and a place in it, as the own columns of `r`. */
function streamAt([id1, id2, id3]: readonly [number, number, number], sequence: number): World {
  return { 'own r.id1': id1, 'own r.id2': id2, 'own r.id3': id3, 'own r.sequence': sequence }
}

/** A mechanism that draws once in each step. */
const drawing = (call: string) =>
  compiled(`NEURON { SUFFIX s RANGE x RANDOM r } ASSIGNED { x } AFTER SOLVE { x = ${call} }`)

function draw(mechanism: CompiledMechanism, world: World, times: number): readonly number[] {
  return Array.from({ length: times }, () => {
    runHook(mechanism, 'afterSolve', world)
    return world['own x'] ?? NaN
  })
}

describe('nmodl random philox', () => {
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('RN1 makes of the counter %j and the key %j the words that its authors give', (counter, key, words) => {
    const builder = new ProgramBuilder('philox')
    const column = (name: string) => builder.column('own', name)
    const made = philox(
      builder,
      [column('c0'), column('c1'), column('c2'), column('c3')],
      [column('k0'), column('k1')],
    )
    made.forEach((value, index) => builder.effect({ kind: 'store', name: `w${index}`, value }))
    const world: World = {}
    counter.forEach((word, index) => (world[`own c${index}`] = word))
    key.forEach((word, index) => (world[`own k${index}`] = word))
    const program = builder.finish()
    if (program) runProgram(program, world)
    expect([0, 1, 2, 3].map(index => world[`own w${index}`])).toEqual(words)
  })
})

describe('nmodl random streams against NEURON 8.2.2', () => {
  it('RN2 draws the same words and uniform numbers, to the bit', () => {
    for (const [call, kind] of [
      ['random_ipick(r)', 'word'],
      ['random_dpick(r)', 'uniform'],
      ['random_uniform(r)', 'uniform'],
    ] as const) {
      const mechanism = drawing(call)
      for (const { ids, sequence, ...numbers } of recorded.philox) {
        const world: World = { ...worldFor(mechanism), ...streamAt(ids, sequence) }
        expect(draw(mechanism, world, 6).slice(0, countBeforeEnd(sequence))).toEqual(
          numbers[kind].slice(0, countBeforeEnd(sequence)),
        )
      }
    }
  })

  it('RN4 draws the same exponential and normal numbers', () => {
    for (const [call, kind] of [
      ['random_negexp(r)', 'negexp'],
      ['random_normal(r)', 'normal'],
    ] as const) {
      const mechanism = drawing(call)
      for (const { ids, sequence, ...numbers } of recorded.philox) {
        if (countBeforeEnd(sequence) < 100) continue
        const world: World = { ...worldFor(mechanism), ...streamAt(ids, sequence) }
        draw(mechanism, world, 6).forEach((x, index) => {
          const theirs = numbers[kind][index] ?? NaN
          expect(Math.abs(x - theirs)).toBeLessThanOrEqual(lastBits * Math.max(1, Math.abs(theirs)))
        })
      }
    }
  })

  it.each(recorded.given.map(one => [one.distribution, one] as const))(
    'RN6 draws from a stream that is given with the distribution %s as a Random object does',
    (distribution, { ids, numbers }) => {
      const mechanism = drawing('nrn_random_pick(r)')
      const code = ['uniform', 'negexp', 'normal'].indexOf(distribution)
      const world: World = {
        ...worldFor(mechanism),
        ...streamAt(ids, 0),
        'own r.given': 1,
        'own r.distribution': code,
        'own r.spare': 0,
        'own r.hasSpare': 0,
      }
      draw(mechanism, world, numbers.length).forEach((x, index) => {
        expect(x).toBeCloseTo(numbers[index] ?? NaN, 14)
      })
    },
  )

  /** NEURON counts on into the ids at the end of a stream; here a stream begins anew. */
  function countBeforeEnd(sequence: number): number {
    return 2 ** 34 - sequence
  }
})

describe('nmodl random streams', () => {
  it('RN3 begin anew after 2^34 words, and go where they are told', () => {
    const mechanism = compiled(
      `NEURON { SUFFIX s RANGE x, y RANDOM r } ASSIGNED { x y } AFTER SOLVE {
         x = random_ipick(r)
         if (x < 1e12) { random_setids(r, 1, 2, 3) random_setseq(r, 17179869184 + 5) x = random_ipick(r) }
         if (x < 1e12) { random_setseq(r, 17179869183) y = random_ipick(r) }
       }`,
    )
    const world: World = { ...worldFor(mechanism), ...streamAt([9, 9, 9], 77) }
    runHook(mechanism, 'afterSolve', world)
    expect(world['own x']).toBe(recorded.philox[2]?.word[0])
    expect(world['own r.sequence']).toBe(0)
    expect([world['own r.id1'], world['own r.id2'], world['own r.id3']]).toEqual([1, 2, 3])
  })

  it('RN5 draw nothing where the statement is not reached', () => {
    const mechanism = compiled(
      'NEURON { SUFFIX s RANGE x, on RANDOM r } PARAMETER { on = 0 } ASSIGNED { x } AFTER SOLVE { if (on) { x = random_normal(r) } }',
    )
    const world: World = { ...worldFor(mechanism), ...streamAt([1, 2, 3], 8) }
    runHook(mechanism, 'afterSolve', world)
    expect([world['own x'], world['own r.sequence']]).toEqual([0, 8])
    world['own on'] = 1
    runHook(mechanism, 'afterSolve', world)
    expect(world['own r.sequence']).toBeGreaterThanOrEqual(10)
  })

  it('RN4 take limits, mean and deviation', () => {
    const plain = drawing('random_uniform(r)')
    const world = () => ({ ...worldFor(plain), ...streamAt([4, 5, 6], 0) })
    const [uniform = NaN] = draw(plain, world(), 1)
    const [normal = NaN] = draw(drawing('random_normal(r)'), world(), 1)
    expect(draw(drawing('random_uniform(r, 10, 30)'), world(), 1)[0]).toBe(10 + uniform * 20)
    expect(draw(drawing('random_negexp(r, 3)'), world(), 1)[0]).toBeCloseTo(-3 * Math.log(uniform), 14)
    expect(draw(drawing('random_normal(r, 7, 2)'), world(), 1)[0]).toBe(7 + normal * 2)
  })

  it('RN6 are 0 where nobody has given one', () => {
    const mechanism = compiled(
      'NEURON { SUFFIX s RANGE x, y RANDOM r } ASSIGNED { x y } AFTER SOLVE { x = nrn_random_pick(r) y = nrn_random_given(r) }',
    )
    const world: World = { ...worldFor(mechanism), ...streamAt([1, 2, 3], 0), 'own r.given': 0 }
    runHook(mechanism, 'afterSolve', world)
    expect([world['own x'], world['own y'], world['own r.sequence']]).toEqual([0, 0, 0])
  })
})

describe('nmodl random numbers of the old generator against NEURON 8.2.2', () => {
  it.each(recorded.scop.map(one => [one.seed, one.mean, one] as const))(
    'RN8 are the same from the seed %d with the mean %d',
    (seed, mean, { numbers }) => {
      const mechanism = compiled(readFileSync(resolve(fixtures, 'scopRandoms.mod'), 'utf8'))
      const world: World = { ...worldFor(mechanism), 'own seed': seed, 'own mean': mean }
      runHook(mechanism, 'initialise', world)
      for (const [name, theirs] of Object.entries(numbers)) {
        const ours = world[`own ${name}`] ?? NaN
        // The numbers that a choice or a whole number comes of must be the same ones.
        if (/uniform|second|rare|many|later/.test(name)) expect(ours, name).toBe(theirs)
        else expect(Math.abs(ours - theirs), name).toBeLessThanOrEqual(2e-15 * Math.abs(theirs))
      }
    },
  )

  it('RN7 make a program sequential, and all mechanisms draw from one', () => {
    const mechanism = compiled('NEURON { SUFFIX s RANGE x } ASSIGNED { x } AFTER SOLVE { x = exprand(2) }')
    const program = mechanism.programs.afterSolve
    expect(program?.sequential).toBe(true)
    expect(program?.uniforms.filter(({ written }) => written).map(({ name }) => name)).toEqual([
      'scop.random',
    ])
    expect(mechanism.fields.map(({ name }) => name)).toEqual(['x'])
  })

  it('RN8 end the run where a mean is too large for poisrand', () => {
    const mechanism = compiled(
      'NEURON { SUFFIX s RANGE x, m } PARAMETER { m = 800 } ASSIGNED { x } AFTER SOLVE { x = poisrand(m) }',
    )
    expect(() => runHook(mechanism, 'afterSolve', worldFor(mechanism))).toThrow(
      'nmodl/poisson-mean-too-large',
    )
    expect(() => runHook(mechanism, 'afterSolve', { ...worldFor(mechanism), 'own m': 700 })).not.toThrow()
  })
})
