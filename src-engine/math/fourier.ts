import { cos, sin } from './elementary.ts'

/**
 * Discrete Fourier transform in place, X_k = Σ x_n·exp(−2πi·k·n/N), or with `inverse` its inverse with the factor 1/N.
 * The length must be a power of 2 (Cooley & Tukey, Math. Comput. 19 (1965) 297–301).
 */
export function fourierTransform(re: Float64Array, im: Float64Array, inverse = false): void {
  const count = re.length
  for (let from = 1, to = 0; from < count; from++) {
    let bit = count >> 1
    for (; to & bit; bit >>= 1) to ^= bit
    to ^= bit
    if (from < to) {
      ;[re[from], re[to]] = [re[to]!, re[from]!]
      ;[im[from], im[to]] = [im[to]!, im[from]!]
    }
  }
  for (let half = 1; half < count; half *= 2) {
    const turn = ((inverse ? 1 : -1) * 3.141592653589793) / half
    for (let k = 0; k < half; k++) {
      const [c, s] = [cos(turn * k), sin(turn * k)]
      for (let low = k; low < count; low += 2 * half) {
        const high = low + half
        const [x, y] = [c * re[high]! - s * im[high]!, c * im[high]! + s * re[high]!]
        re[high] = re[low]! - x
        im[high] = im[low]! - y
        re[low] = re[low]! + x
        im[low] = im[low]! + y
      }
    }
  }
  if (!inverse) return
  for (let k = 0; k < count; k++) {
    re[k] = re[k]! / count
    im[k] = im[k]! / count
  }
}
