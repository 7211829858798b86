import { exp } from '../../../math/elementary.ts'
import { logGamma } from '../../../math/gamma.ts'
import { describeSample } from './describe.ts'
import { mannWhitney } from './mannWhitney.ts'

/** How far two samples lie apart, whatever their sizes. */
export interface EffectSize {
  /** (x̄ − ȳ)/s with the pooled standard deviation (Cohen 1988). */
  readonly cohenD: number
  /** Cohen's d without its bias for small samples: times Γ(ν/2)/(√(ν/2) Γ((ν − 1)/2)) (Hedges 1981). */
  readonly hedgesG: number
  /** Probability that a number of the first is larger than one of the second, less the opposite, −1…1 (Cliff 1993). */
  readonly cliffDelta: number
}

/** Effect sizes of two samples; NaN where they do not vary or are too small. */
export function effectSize(one: ArrayLike<number>, other: ArrayLike<number>): EffectSize {
  const [a, b] = [describeSample(one), describeSample(other)]
  const degrees = a.n + b.n - 2
  const variance = ((a.n - 1) * a.sd * a.sd + (b.n - 1) * b.sd * b.sd) / degrees
  const cohenD = variance > 0 ? (a.mean - b.mean) / Math.sqrt(variance) : NaN
  const half = degrees / 2
  const correction = degrees > 1 ? exp(logGamma(half) - logGamma(half - 0.5)) / Math.sqrt(half) : NaN
  const { statistic } = mannWhitney(one, other)
  return { cohenD, hedgesG: cohenD * correction, cliffDelta: (2 * statistic) / (a.n * b.n) - 1 }
}
