/** The bits of a double, as two 32-bit halves. Every machine that this runs on is little-endian. */
const double = new Float64Array(1)
const halves = new Int32Array(double.buffer)

/** Upper 32 bits, signed. */
export function highWord(x: number): number {
  double[0] = x
  return halves[1]!
}

/** Lower 32 bits, unsigned. */
export function lowWord(x: number): number {
  double[0] = x
  return halves[0]! >>> 0
}

/** The double with these halves. */
export function fromWords(high: number, low: number): number {
  halves[1] = high
  halves[0] = low
  return double[0]!
}

/** The upper 26 bits of a number. */
export function upperHalf(x: number): number {
  double[0] = x
  halves[0]! &= 0xf8000000
  return double[0]!
}

/** Whether the sign bit is set, for zeros and NaN too. */
export function isNegative(x: number): boolean {
  return highWord(x) < 0
}

/** |magnitude| with the sign bit of `sign`. */
export function withSignOf(magnitude: number, sign: number): number {
  return isNegative(sign) ? -Math.abs(magnitude) : Math.abs(magnitude)
}

/** 2^n for whole n between −1022 and 1023. */
export function powerOfTwo(n: number): number {
  return fromWords((n + 1023) << 20, 0)
}
