/** A uniform passive cable with sealed ends, into whose near end a current flows. */
export interface ExactCable {
  readonly diameterUm: number
  readonly lengthUm: number
}

/** What the Rallpacks share: Ra [Ω·cm], cm [µF/cm²], g [S/cm²], e [mV], the current [nA]. */
export const rallpack = { ra: 100, cm: 1, g: 2.5e-5, e: -65, amp: 0.1 } as const

/** v at x (0 … 1) and t [ms]: the steady state less its modes (Jack, Noble & Tsien 1975, chapter 4). */
export function exactCable({ diameterUm, lengthUm }: ExactCable): (x: number, ms: number) => number {
  const { ra, cm, g, e, amp } = rallpack
  const tauMs = (cm * 1e-3) / g
  const lambdaUm = Math.sqrt((diameterUm * 1e-4) / (4 * ra * g)) * 1e4
  const length = lengthUm / lambdaUm
  const infiniteMohm = ((ra * lambdaUm * 1e-4) / ((Math.PI / 4) * (diameterUm * 1e-4) ** 2)) * 1e-6
  return (x, ms) => {
    let modes = Math.exp(-ms / tauMs) / length
    for (let n = 1; n <= 2000; n++) {
      const rate = 1 + ((n * Math.PI) / length) ** 2
      const size = Math.exp((-ms * rate) / tauMs)
      if (size < 1e-18) break
      modes += ((2 / length) * Math.cos(n * Math.PI * x) * size) / rate
    }
    return e + amp * infiniteMohm * (Math.cosh(length * (1 - x)) / Math.sinh(length) - modes)
  }
}

/** Root of the mean squared difference, over that of the exact solution from rest; the sample at 0 left out. */
export function relativeRms(
  { timesMs, values }: { readonly timesMs: Float64Array; readonly values: Float64Array },
  exact: (ms: number) => number,
): number {
  let [wrong, all] = [0, 0]
  timesMs.forEach((ms, sample) => {
    if (sample === 0) return
    const right = exact(ms)
    wrong += (values[sample]! - right) ** 2
    all += (right - rallpack.e) ** 2
  })
  return Math.sqrt(wrong / all)
}

/** When values cross 0 upwards [ms], on straight lines between samples. */
export function crossings({
  timesMs,
  values,
}: {
  readonly timesMs: Float64Array
  readonly values: Float64Array
}): number[] {
  const found: number[] = []
  for (let sample = 1; sample < values.length; sample++) {
    const [before, after] = [values[sample - 1]!, values[sample]!]
    if (before > 0 || after <= 0) continue
    found.push(timesMs[sample]! - ((timesMs[sample]! - timesMs[sample - 1]!) * after) / (after - before))
  }
  return found
}
