import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import { createAdditive } from './additive.ts'
import { type DistributionName, distributions, type Sampler } from './distributions.ts'
import type { Generator } from './generator.ts'
import { createMCellRan4 } from './hashedIndex.ts'
import { randomMessages } from './messages.ts'
import { createPhilox } from './philox.ts'
import { createScop } from './scop.ts'

/** Which generator, and which of its streams; numbers are whole, from 0 to 2³² − 1, and 0 (ACG's size 55) if not given. */
export type GeneratorChoice =
  /** Philox4x32-10: NEURON's Random123(id1, id2, id3). The global index is part of every stream. */
  | { readonly generator: 'philox'; readonly ids?: readonly number[]; readonly globalIndex?: number }
  /** NEURON's MCellRan4(high, low); there a low index of 0 stands for that of mcell_ran4_init, which is 0 at first. */
  | { readonly generator: 'mcellran4'; readonly highIndex?: number; readonly lowIndex?: number }
  /** NEURON's ACG(seed, size): 7 to 98 words are kept. */
  | { readonly generator: 'acg'; readonly seed?: number; readonly size?: number }
  /** scop_random; the seed 1 if not given, as every simulation begins. */
  | { readonly generator: 'scop'; readonly seed?: number }

/**
 * Random numbers, one after another. A distribution that is asked for by its name begins anew, as in NEURON: what the
 * normal one keeps for the next time is forgotten. `repick` goes on with the last one.
 *
 * @throws RangeError where there is no distribution with such numbers
 */
export interface RandomStream {
  /** How far the stream has come: words drawn (philox, acg), the high index (mcellran4), the state (scop). */
  sequence: number
  /** A whole number from 0 to 2³² − 1. */
  word(): number
  /** Next number of the distribution asked for last; before any, normal with mean 0 and variance 1. */
  repick(): number
  /** From `low` (0) to below `high` (1). */
  uniform(low?: number, high?: number): number
  /** Whole, from `low` to `high`, both included. */
  discunif(low?: number, high?: number): number
  normal(mean?: number, variance?: number): number
  lognormal(mean?: number, variance?: number): number
  /** Exponential. */
  negexp(mean?: number): number
  poisson(mean?: number): number
  binomial(trials?: number, probability?: number): number
  erlang(mean?: number, variance?: number): number
  geometric(probability?: number): number
  /** Hyperexponential, with a variance of at least mean². */
  hypergeo(mean?: number, variance?: number): number
  weibull(alpha?: number, beta?: number): number
}

const isWord = (value: number) => Number.isInteger(value) && value >= 0 && value <= 4294967295

/** The numbers that a choice is made of, by name. */
function numbersOf(choice: GeneratorChoice): readonly (readonly [name: string, value: number])[] {
  if (choice.generator === 'philox') {
    const ids = (choice.ids ?? []).map((id, index) => [`ids[${index}]`, id] as const)
    return [...ids, ['globalIndex', choice.globalIndex ?? 0]]
  }
  return Object.entries(choice).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : []))
}

function generatorOf(choice: GeneratorChoice): Generator {
  if (choice.generator === 'philox') return createPhilox(choice.ids ?? [], choice.globalIndex)
  if (choice.generator === 'mcellran4') return createMCellRan4(choice.highIndex ?? 0, choice.lowIndex ?? 0)
  if (choice.generator === 'acg') return createAdditive(choice.seed ?? 0, choice.size ?? 55)
  return createScop(choice.seed)
}

/** Makes a stream of random numbers that repeats NEURON's with the same generator and the same numbers. */
export function createStream(choice: GeneratorChoice): Checked<RandomStream> {
  const found = numbersOf(choice)
    .filter(([, value]) => !isWord(value))
    .map(([name, value]) => diagnose(randomMessages, 'random/not-a-word', { name, value }))
  if (choice.generator === 'philox' && (choice.ids ?? []).length > 3)
    found.push(diagnose(randomMessages, 'random/too-many-ids', { count: (choice.ids ?? []).length }))
  return found.length > 0 ? refused(found) : accepted(streamOf(generatorOf(choice)))
}

function streamOf(generator: Generator): RandomStream {
  let sampler = begin('normal', [])
  const drawing =
    (name: DistributionName) =>
    (...parameters: number[]) => {
      sampler = begin(name, parameters)
      return sampler(generator)
    }
  return {
    get sequence() {
      return generator.sequence
    },
    set sequence(value) {
      generator.sequence = value
    },
    word: () => generator.nextWord(),
    repick: () => sampler(generator),
    uniform: drawing('uniform'),
    discunif: drawing('discunif'),
    normal: drawing('normal'),
    lognormal: drawing('lognormal'),
    negexp: drawing('negexp'),
    poisson: drawing('poisson'),
    binomial: drawing('binomial'),
    erlang: drawing('erlang'),
    geometric: drawing('geometric'),
    hypergeo: drawing('hypergeo'),
    weibull: drawing('weibull'),
  }
}

function begin(name: DistributionName, parameters: readonly number[]): Sampler {
  const make: (...numbers: number[]) => Sampler | undefined = distributions[name]
  const sampler = make(...parameters)
  if (!sampler) throw new RangeError(`There is no distribution ${name}(${parameters.join(', ')}).`)
  return sampler
}
