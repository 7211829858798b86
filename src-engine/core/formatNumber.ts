/** `%-8.3lf` and its like: flags, width, digits, kind. */
const conversion = /^%([-+ #0]*)(\d*)(?:\.(\d*))?(?:hh|h|ll|l|L|q|z|j|t)?([diouxXeEfFgGc])$/

const mostWidth = 200
const mostDigits = 100

/**
 * A number as C's printf writes it (ISO C, 7.21.6.1). Whole-number conversions truncate, as every number here is a
 * double; what is no conversion is written as %g.
 *
 * @param format one conversion, `%6.2f`
 */
export function formatNumber(format: string, value: number): string {
  const [, flags = '', width = '', digits, kind = 'g'] = conversion.exec(format) ?? []
  const most = digits === undefined ? undefined : Math.min(mostDigits, Number(digits))
  const isNegative = value < 0 || Object.is(value, -0)
  const isUnsigned = 'ouxX'.includes(kind)
  const body =
    kind === 'c'
      ? String.fromCodePoint(Math.trunc(Math.abs(value)) % 128 || 32)
      : unsigned(kind, value, most, flags)
  const minus = isNegative && (!isWhole(kind) || Math.trunc(value) !== 0) && Number.isFinite(value)
  const infinite = value === -Infinity
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const sign = kind === 'c' || isUnsigned ? '' : minus || infinite ? '-' : plus
  const wanted = Math.min(mostWidth, Number(width))
  const isFilled =
    flags.includes('0') &&
    !flags.includes('-') &&
    Number.isFinite(value) &&
    !(isWhole(kind) && most !== undefined)
  if (isFilled) return sign + body.padStart(wanted - sign.length, '0')
  return flags.includes('-') ? (sign + body).padEnd(wanted) : (sign + body).padStart(wanted)
}

function isWhole(kind: string): boolean {
  return 'diouxX'.includes(kind)
}

/** The number without its sign. */
function unsigned(kind: string, value: number, digits: number | undefined, flags: string): string {
  const size = Math.abs(value)
  if (!Number.isFinite(size)) return cased(kind, Number.isNaN(size) ? 'nan' : 'inf')
  if (isWhole(kind)) {
    const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10
    // What has no sign counts from the other end of 32 bits, as in C.
    const whole = BigInt(Math.trunc(size))
    const shown = 'ouxX'.includes(kind) && value < 0 ? BigInt.asUintN(32, -whole) : whole
    return cased(kind, shown.toString(base)).padStart(digits ?? 1, '0')
  }
  const precision = digits ?? 6
  switch (kind) {
    case 'e':
    case 'E':
      return cased(kind, pointed(exponential(size, precision), flags))
    case 'f':
    case 'F':
      return pointed(fixed(size, precision), flags)
    default:
      return cased(kind, pointed(general(size, precision === 0 ? 1 : precision, flags.includes('#')), flags))
  }
}

/** With the flag `#` there is always a point. */
function pointed(text: string, flags: string): string {
  return flags.includes('#') && !text.includes('.') ? text.replace(/^\d+/, '$&.') : text
}

function cased(kind: string, text: string): string {
  return kind === kind.toUpperCase() ? text.toUpperCase() : text
}

function exponential(size: number, digits: number): string {
  const [mantissa = '', exponent = ''] = size.toExponential(longest).split('e')
  const text = halfToEven(mantissa, digits) ?? size.toExponential(digits).split('e')[0] ?? ''
  const power = halfToEven(mantissa, digits) ? exponent : (size.toExponential(digits).split('e')[1] ?? '')
  return `${text}e${power.replace(/^([-+])(\d)$/, '$10$2')}`
}

function fixed(size: number, digits: number): string {
  if (size < 1e21) return halfToEven(size.toFixed(longest), digits) ?? size.toFixed(digits)
  return digits > 0 ? `${BigInt(size)}.${'0'.repeat(digits)}` : String(BigInt(size))
}

/** Most digits behind the point that JavaScript gives. */
const longest = 100

/** The number cut after some digits, where it lies half-way and its last digit is even; JavaScript would round it up. */
function halfToEven(exact: string, digits: number): string | undefined {
  const end = exact.length - (longest - digits)
  if (!/^50*$/.test(exact.slice(end))) return undefined
  const cut = exact.slice(0, end).replace(/\.$/, '')
  return '02468'.includes(cut.at(-1) ?? '') ? cut : undefined
}

/** %g: as short as `precision` digits allow. */
function general(size: number, precision: number, keepsZeros: boolean): string {
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1])
  const isShort = exponent >= -4 && exponent < precision
  const text = isShort ? fixed(size, precision - 1 - exponent) : exponential(size, precision - 1)
  if (keepsZeros || !text.includes('.')) return text
  const [mantissa = '', power] = text.split('e')
  const short = mantissa.replace(/\.?0+$/, '')
  return power === undefined ? short : `${short}e${power}`
}
