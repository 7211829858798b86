import { exp, log, pow } from '../math/elementary.ts'
import type { Generator } from './generator.ts'

/** Gives the next number of a distribution. */
export type Sampler = (generator: Generator) => number

/** Makes a sampler of numbers that say what the distribution is like; undefined where there is none of that kind. */
type Distribution = (...parameters: number[]) => Sampler | undefined

/** exp(−mean) must be a number, or no product of random numbers ever falls below it. */
const largestPoissonMean = 700
/** Of numbers that are counted one by one, the most. */
const mostCounted = 10_000_000

const areFinite = (...values: number[]) => values.every(Number.isFinite)

/** Between two limits, the lower one included. */
function uniform(low = 0, high = 1): Sampler | undefined {
  if (!areFinite(low, high)) return undefined
  const start = Math.min(low, high)
  const width = Math.max(low, high) - start
  return generator => start + width * generator.nextFraction()
}

/** Whole numbers from one limit to the other, both included. */
function discunif(low = 0, high = 1): Sampler | undefined {
  if (!areFinite(low, high)) return undefined
  const [a, b] = [Math.trunc(low), Math.trunc(high)]
  const start = Math.min(a, b)
  const count = Math.max(a, b) - start + 1
  return generator => start + Math.floor(count * generator.nextFraction())
}

/** G. Marsaglia's polar method; of the two numbers that are found together the second is kept for the next time. */
function gaussian(mean: number, deviation: number): Sampler {
  let spare: number | undefined
  return generator => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept * deviation + mean
    }
    for (;;) {
      const x = 2 * generator.nextFraction() - 1
      const y = 2 * generator.nextFraction() - 1
      const s = x * x + y * y
      if (s > 1 || s === 0) continue
      const factor = Math.sqrt((-2 * log(s)) / s)
      spare = y * factor
      return x * factor * deviation + mean
    }
  }
}

/** Normal, of mean and variance. */
function normal(mean = 0, variance = 1): Sampler | undefined {
  return areFinite(mean) && isSize(variance) ? gaussian(mean, Math.sqrt(variance)) : undefined
}

/** Of this mean and variance, with a logarithm that is normal. */
function lognormal(mean = 1, variance = 1): Sampler | undefined {
  if (!(isSize(mean) && mean > 0 && isSize(variance))) return undefined
  const square = mean * mean
  const deviation = Math.sqrt(log((variance + square) / square))
  const sample = gaussian(log(square / Math.sqrt(variance + square)), deviation)
  return generator => exp(sample(generator))
}

/** Exponential, of this mean. */
function negexp(mean = 1): Sampler | undefined {
  return areFinite(mean) ? generator => -mean * log(generator.nextFraction()) : undefined
}

/** Counts the factors between 0 and 1 until their product is below exp(−mean). */
function poisson(mean = 1): Sampler | undefined {
  if (!(isSize(mean) && mean <= largestPoissonMean)) return undefined
  const bound = exp(-mean)
  return generator => {
    let count = 0
    for (let product = 1; product >= bound; product *= generator.nextFraction()) count++
    return count - 1
  }
}

/** How many of so many trials succeed. */
function binomial(trials = 1, probability = 0.5): Sampler | undefined {
  if (!(isSize(trials) && trials <= mostCounted && areFinite(probability))) return undefined
  return generator => {
    let successes = 0
    for (let trial = 0; trial < Math.trunc(trials); trial++)
      if (generator.nextFraction() < probability) successes++
    return successes
  }
}

/** Erlang, of mean and variance: a sum of exponential numbers, as many as come closest. */
function erlang(mean = 1, variance = 1): Sampler | undefined {
  const wanted = Math.trunc((mean * mean) / variance + 0.5)
  if (!(areFinite(mean) && variance > 0 && wanted <= mostCounted)) return undefined
  const count = Math.max(1, wanted)
  const rate = count / mean
  return generator => {
    let product = 1
    for (let factor = 0; factor < count; factor++) product *= generator.nextFraction()
    return -log(product) / rate
  }
}

/** 1 and as many more as trials succeed one after another. */
function geometric(probability = 0.5): Sampler | undefined {
  if (!(probability >= 0 && probability <= 1 - 1 / mostCounted)) return undefined
  return generator => {
    let count = 1
    while (generator.nextFraction() < probability) count++
    return count
  }
}

/** Hyperexponential (NEURON: hypergeo), of mean and variance: one of two exponential distributions. */
function hypergeo(mean = 1, variance = 2): Sampler | undefined {
  const ratio = variance / (mean * mean)
  if (!(areFinite(mean, ratio) && ratio >= 1)) return undefined
  const share = 0.5 * (1 - Math.sqrt((ratio - 1) / (ratio + 1)))
  return generator => {
    const part = generator.nextFraction() > share ? 1 - share : share
    return (-mean * log(generator.nextFraction())) / (2 * part)
  }
}

/** Weibull: (−β·ln(1 − u))^(1/α). */
function weibull(alpha = 1, beta = 1): Sampler | undefined {
  if (!(areFinite(alpha, beta) && alpha !== 0)) return undefined
  const power = 1 / alpha
  return generator => pow(-(beta * log(1 - generator.nextFraction())), power)
}

function isSize(value: number): boolean {
  return Number.isFinite(value) && value >= 0
}

/** NEURON's distributions, by the names that its Random has for them, with the same numbers drawn in the same order. */
export const distributions = {
  uniform,
  discunif,
  normal,
  lognormal,
  negexp,
  poisson,
  binomial,
  erlang,
  geometric,
  hypergeo,
  weibull,
} satisfies Readonly<Record<string, Distribution>>

export type DistributionName = keyof typeof distributions
