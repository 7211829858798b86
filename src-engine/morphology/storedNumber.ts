/** 10^0 … 10^22, the powers of ten that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
const digits = 8
/** The product below has an error under 2^-27; a fraction farther from one half than this cannot be misjudged. */
const safeMargin = 1e-7

/**
 * A number as it is after being written with eight significant digits (C's `%.8g`: correctly rounded, exact ties to
 * the even digit) and read again.
 */
export function roundToEightDigits(value: number): number {
  // hot
  const size = value < 0 ? -value : value
  if (size >= 1e-6 && size < 1e8) {
    // Decimals to keep so that the whole number below has eight digits.
    let decimals: number
    if (size < 1) {
      decimals = digits
      while (size * exactPowers[decimals]! < 1e7) decimals++
    } else {
      decimals = digits - 1
      while (decimals > 0 && size >= exactPowers[digits - decimals]!) decimals--
    }
    const scale = exactPowers[decimals]!
    const scaled = size * scale
    const whole = Math.floor(scaled)
    const fraction = scaled - whole
    if (fraction < 0.5 - safeMargin || fraction > 0.5 + safeMargin) {
      const rounded = (fraction < 0.5 ? whole : whole + 1) / scale
      return value < 0 ? -rounded : rounded
    }
  }
  return roundByText(value)
}

/** The same by decimal text, for every double: exact, but slow. */
function roundByText(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  // 101 digits hold every tie exactly: a tie has nine significant digits and then zeros.
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(100).split('e')
  const all = mantissa.replace('.', '')
  const rest = all.slice(digits)
  const isTie = /^50*$/.test(rest)
  const isEven = Number(all[digits - 1]) % 2 === 0
  if (!isTie || !isEven) return Number(value.toPrecision(digits))
  const kept = Number(`${all[0]}.${all.slice(1, digits)}e${exponent}`)
  return value < 0 ? -kept : kept
}

/**
 * A coordinate or diameter [µm] as NEURON keeps it: Import3d hands it over as text of eight digits, and NEURON stores
 * 32-bit floating point numbers.
 */
export function storedNumber(value: number): number {
  return Math.fround(roundToEightDigits(value))
}

/**
 * Whether NEURON reads the numbers of a format into 32 bits before anything else happens to them (hoc's `%f`), so that
 * a number is rounded three times: to 32 bits, to eight digits, to 32 bits.
 */
export function isReadInSinglePrecision(format: string): boolean {
  return format === 'swc' || format === 'eutectic' || format === 'nlv1'
}

const keptAsTheyStand: ReadonlySet<string> = new Set([
  'sections',
  'douglas2d',
  'douglas3d',
  'nevin',
  'genesis',
  'cable',
])

/** Whether the numbers of a format count as they stand, in 64 bits, because no file of NEURON's ever held them. */
export function isKeptAsItStands(format: string): boolean {
  return keptAsTheyStand.has(format)
}

/** Whether NEURON is handed the numbers of a format as they stand, and only keeps them in 32 bits. */
export function isStoredDirectly(format: string): boolean {
  return format === 'hoc'
}
