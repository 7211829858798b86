import { fourierTransform } from '../math/fourier.ts'
import type { Medium } from '../model/medium.ts'
import { conductivityAt, staticConductivity } from './media.ts'

/**
 * What a trace of potential becomes in a medium whose conductivity depends on frequency. As the medium is homogeneous,
 * every part of the spectrum is that in a medium with the conductivity at rest, times σ(0)/σ(f). Before the trace and
 * behind it its first and its last value are taken to hold.
 *
 * @param trace potential in a medium with the conductivity at rest, samples `dtMs` apart [mV]
 */
export function throughMedium(trace: Float64Array, dtMs: number, medium: Medium): Float64Array {
  const count = trace.length
  if (count < 2 || medium.kind === 'resistive') return trace.slice()
  let length = 1
  while (length < 2 * count) length *= 2
  const re = new Float64Array(length)
  const im = new Float64Array(length)
  const [first, last] = [trace[0]!, trace[count - 1]!]
  // Behind the trace a smooth way back from its end to its beginning, so that the circle closes without a jump.
  const rest = length - count
  for (let k = 0; k < length; k++) {
    const way = (k - count + 1) / (rest + 1)
    re[k] = (k < count ? trace[k]! : last + (first - last) * (way * way * (3 - 2 * way))) - first
  }
  fourierTransform(re, im)
  const atRest = staticConductivity(medium)
  for (let k = 0; k <= length / 2; k++) {
    const sigma = conductivityAt(medium, k / (length * dtMs * 1e-3))
    const size = atRest / (sigma.re * sigma.re + sigma.im * sigma.im)
    const [x, y] = [size * sigma.re, -size * sigma.im]
    const turned = (at: number, sign: number) => {
      const [a, b] = [re[at]!, im[at]!]
      re[at] = a * x - b * sign * y
      im[at] = b * x + a * sign * y
    }
    turned(k, 1)
    if (k > 0 && k < length / 2) turned(length - k, -1)
  }
  fourierTransform(re, im, true)
  return re.slice(0, count).map(value => value + first)
}
