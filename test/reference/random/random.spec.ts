import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createStream, type RandomStream } from '../../../src-engine/index.ts'
import type { GeneratorChoice } from '../../../src-engine/random/stream.ts'

interface Draws {
  readonly generator: 'ACG' | 'MCellRan4' | 'Random123'
  readonly arguments: readonly number[]
  readonly globalIndex: number
  readonly distribution: Exclude<keyof RandomStream, 'sequence' | 'word' | 'repick'>
  readonly parameters: readonly number[]
  readonly every: number
  readonly first: number
  readonly count: number
  /** What seq() says after 1000 draws. */
  readonly sequence: number | null
}

const all = JSON.parse(readFileSync(resolve(import.meta.dirname, 'draws.json'), 'utf8')) as readonly Draws[]
const bytes = new Uint8Array(readFileSync(resolve(import.meta.dirname, 'draws.f64')))
const numbers = new Float64Array(bytes.buffer)

function choiceOf({ generator, arguments: [a = 0, b, c = 0], globalIndex }: Draws): GeneratorChoice {
  if (generator === 'ACG') return { generator: 'acg', seed: a, size: b ?? 55 }
  if (generator === 'MCellRan4') return { generator: 'mcellran4', highIndex: a, lowIndex: b ?? 0 }
  return { generator: 'philox', ids: [a, b ?? 0, c], globalIndex }
}

/** Those that need no more than + − × ÷ √ and comparisons: equal to the last bit. */
const exact = new Set(['uniform', 'discunif', 'poisson', 'binomial', 'geometric'])
/**
 * The others need log, exp and pow, each of which two libraries may round to neighbouring numbers (2.2e-16); the power
 * of a Weibull number and the cancellation in mean + deviation·x near 0 make a few times that of it.
 */
const relative = 2e-15

describe("random streams against NEURON's Random", () => {
  for (const draws of all) {
    const { generator, distribution, parameters, globalIndex } = draws
    const title = `${generator}(${draws.arguments.join(', ')})${globalIndex ? ` of ${globalIndex}` : ''}`
    it(`${title} gives the same ${distribution}(${parameters.join(', ')}) for 1000 draws`, () => {
      const stream = createStream(choiceOf(draws)).value!
      const draw = stream[distribution].bind(stream) as (...parameters: readonly number[]) => number
      const ours = Array.from({ length: 1000 }, (_, n) => (n === 0 ? draw(...parameters) : stream.repick()))
      const theirs = [...numbers.subarray(draws.first, draws.first + draws.count)]
      const kept = ours.filter((_, n) => n % draws.every === 0)
      if (exact.has(distribution)) expect(kept).toEqual(theirs)
      const off = kept.map((value, n) => Math.abs(value - theirs[n]!) / Math.max(1, Math.abs(theirs[n]!)))
      expect(Math.max(...off)).toBeLessThan(relative)
      if (draws.sequence !== null) expect(stream.sequence).toBe(draws.sequence)
    })
  }
})
