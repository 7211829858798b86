import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { philox as philoxProgram } from '../../../../src-engine/nmodl/lowering/random/philox.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { createAdditive } from '../../../../src-engine/random/additive.ts'
import { createMCellRan4 } from '../../../../src-engine/random/hashedIndex.ts'
import { createPhilox, philox } from '../../../../src-engine/random/philox.ts'
import { createScop } from '../../../../src-engine/random/scop.ts'
import { multiplyHigh, multiplyLow, rotateLeft } from '../../../../src-engine/random/words.ts'
import { runProgram, type World } from '../../../support/oneInstance.ts'

type Four = readonly [number, number, number, number]
type Two = readonly [number, number]

/** Words of the program that mechanisms run. */
function wordsOfProgram(counter: Four, key: Two): readonly (number | undefined)[] {
  const builder = new ProgramBuilder('philox')
  const column = (name: string) => builder.column('own', name)
  philoxProgram(
    builder,
    [column('c0'), column('c1'), column('c2'), column('c3')],
    [column('k0'), column('k1')],
  ).forEach((value, index) => builder.effect({ kind: 'store', name: `w${index}`, value }))
  const world: World = {}
  counter.forEach((word, index) => (world[`own c${index}`] = word))
  key.forEach((word, index) => (world[`own k${index}`] = word))
  const program = builder.finish()
  if (program) runProgram(program, world)
  return [0, 1, 2, 3].map(index => world[`own w${index}`])
}

describe('random words', () => {
  it('multiplies as whole numbers of any length do', () => {
    const some = [0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xd2511f53, 0xfffffffe, 0xffffffff]
    for (const a of some)
      for (const b of some) {
        const product = BigInt(a) * BigInt(b)
        expect([multiplyHigh(a, b), multiplyLow(a, b)]).toEqual([
          Number(product >> 32n),
          Number(product & 0xffffffffn),
        ])
      }
    expect(rotateLeft(0x80000001, 8)).toBe(0x00000180)
  })
})

describe('random generators', () => {
  it('1 make of counters and keys the words that the authors of Philox give', () => {
    expect(philox([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
    const most = 0xffffffff
    expect(philox([most, most, most, most], [most, most])).toEqual([
      0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
    ])
  })

  it('1 make the words that mechanisms draw', () => {
    const other = createScop(7)
    for (let round = 0; round < 20; round++) {
      const word = () => other.nextWord()
      const counter: Four = [word(), word(), word(), word()]
      const key: Two = [word(), word()]
      expect(philox(counter, key)).toEqual(wordsOfProgram(counter, key))
    }
  })

  it.each([
    ['philox', () => createPhilox([1, 2, 3], 4), 0],
    ['MCellRan4', () => createMCellRan4(5, 7), 5],
    ['ACG', () => createAdditive(3, 20), 0],
    ['scop', () => createScop(9), 9],
  ] as const)('2 go back to where their sequence is set: %s', (_, create, start) => {
    const generator = create()
    expect(generator.sequence).toBe(start)
    const first = Array.from({ length: 7 }, () => generator.nextWord())
    const sequence = generator.sequence
    const then = Array.from({ length: 7 }, () => generator.nextWord())
    generator.sequence = start
    expect(Array.from({ length: 7 }, () => generator.nextWord())).toEqual(first)
    generator.sequence = sequence
    expect(Array.from({ length: 7 }, () => generator.nextWord())).toEqual(then)
    expect(new Set([...first, ...then]).size).toBe(14)
  })

  it('3 begin philox anew after 2^34 words', () => {
    const generator = createPhilox([1, 2, 3])
    const first = generator.nextWord()
    generator.sequence = 17179869183
    generator.nextWord()
    expect(generator.sequence).toBe(0)
    expect(generator.nextWord()).toBe(first)
  })

  it('4 give the numbers of scop_random that NEURON gives', () => {
    const path = resolve(import.meta.dirname, '../../../fixtures/mod/random/neuron.json')
    const { scop } = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly scop: readonly { readonly seed: number; readonly numbers: { readonly uniform: number } }[]
    }
    expect(scop.length).toBeGreaterThan(3)
    for (const { seed, numbers } of scop) expect(createScop(seed).nextFraction()).toBe(numbers.uniform)
  })
})
