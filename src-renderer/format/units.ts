/** A unit as a factor to SI and the powers of its base dimensions; °C has an offset as well. */
interface Unit {
  readonly factor: number
  readonly offset: number
  /** Powers of m, kg, s, A, K, mol. */
  readonly powers: readonly number[]
}

const prefixes: Readonly<Record<string, number>> = {
  T: 1e12, G: 1e9, M: 1e6, k: 1e3, '': 1, d: 1e-1, c: 1e-2, m: 1e-3, u: 1e-6, µ: 1e-6, μ: 1e-6, n: 1e-9, p: 1e-12, f: 1e-15,
} // prettier-ignore

/** Symbols that take prefixes: factor and powers of m, kg, s, A, K, mol. */
const symbols: Readonly<Record<string, readonly [factor: number, powers: readonly number[]]>> = {
  m: [1, [1, 0, 0, 0, 0, 0]],
  g: [1e-3, [0, 1, 0, 0, 0, 0]],
  s: [1, [0, 0, 1, 0, 0, 0]],
  sec: [1, [0, 0, 1, 0, 0, 0]],
  A: [1, [0, 0, 0, 1, 0, 0]],
  V: [1, [2, 1, -3, -1, 0, 0]],
  S: [1, [-2, -1, 3, 2, 0, 0]],
  mho: [1, [-2, -1, 3, 2, 0, 0]],
  ohm: [1, [2, 1, -3, -2, 0, 0]],
  Ω: [1, [2, 1, -3, -2, 0, 0]],
  F: [1, [-2, -1, 4, 2, 0, 0]],
  C: [1, [0, 0, 1, 1, 0, 0]],
  Hz: [1, [0, 0, -1, 0, 0, 0]],
  K: [1, [0, 0, 0, 0, 1, 0]],
  mol: [1, [0, 0, 0, 0, 0, 1]],
  L: [1e-3, [3, 0, 0, 0, 0, 0]],
  l: [1e-3, [3, 0, 0, 0, 0, 0]],
  M: [1e3, [-3, 0, 0, 0, 0, 1]],
}

const none: readonly number[] = [0, 0, 0, 0, 0, 0]

/** Whole spellings that are no prefix and symbol. */
const words: Readonly<Record<string, Unit>> = {
  '1': { factor: 1, offset: 0, powers: none },
  '%': { factor: 0.01, offset: 0, powers: none },
  degC: { factor: 1, offset: 273.15, powers: [0, 0, 0, 0, 1, 0] },
  '°C': { factor: 1, offset: 273.15, powers: [0, 0, 0, 0, 1, 0] },
  micron: { factor: 1e-6, offset: 0, powers: [1, 0, 0, 0, 0, 0] },
  um: { factor: 1e-6, offset: 0, powers: [1, 0, 0, 0, 0, 0] },
  min: { factor: 60, offset: 0, powers: [0, 0, 1, 0, 0, 0] },
}

function readSymbol(text: string): Unit | undefined {
  const word = words[text]
  if (word) return word
  const whole = symbols[text]
  if (whole) return { factor: whole[0], offset: 0, powers: whole[1] }
  const prefix = prefixes[text.slice(0, 1)]
  const rest = symbols[text.slice(1)]
  return prefix !== undefined && rest ? { factor: prefix * rest[0], offset: 0, powers: rest[1] } : undefined
}

const superscripts: Readonly<Record<string, string>> = { '⁻': '-', '¹': '1', '²': '2', '³': '3' }

/** Reads `mA/cm2`, `S/cm²`, `kΩ·cm`, `1/ms`, `degC`; undefined where it is no unit. '' is dimensionless. */
export function parseUnit(text: string): Unit | undefined {
  const plain = text
    .replace(/[⁻¹²³]/g, sign => superscripts[sign] ?? sign)
    .replace(/[()\s]/g, '')
    .replace(/-(?=[A-Za-zµμΩ°])/g, '·')
  if (plain === '') return { factor: 1, offset: 0, powers: none }
  let factor = 1
  let offset = 0
  let powers = none
  let sign = 1
  const parts = plain.split(/([/·*])/)
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      // NMODL and common usage read a/b/c as a/(b·c); a product sign after a slash stays below the line.
      if (part === '/') sign = -1
      continue
    }
    const match = /^(1|[A-Za-zµμΩ°%]+)\^?(-?\d+)?$/.exec(part)
    const unit = match?.[1] === undefined ? undefined : readSymbol(match[1])
    if (!unit) return undefined
    const power = sign * (match?.[2] === undefined ? 1 : Number(match[2]))
    if (unit.offset !== 0 && parts.length === 1) offset = unit.offset
    factor *= unit.factor ** power
    powers = powers.map((before, base) => before + power * (unit.powers[base] ?? 0))
  }
  return { factor, offset, powers }
}

/** The value in another unit; undefined where the two do not measure the same thing. */
export function convertValue(value: number, from: string, to: string): number | undefined {
  const source = parseUnit(from)
  const target = parseUnit(to)
  if (!source || !target) return undefined
  if (!source.powers.every((power, base) => power === target.powers[base])) return undefined
  const converted = (value * source.factor + source.offset - target.offset) / target.factor
  // Factors such as 1e-3/1e-9 leave a last digit of dust; fifteen digits are all that a person could have typed.
  return Number(converted.toPrecision(14))
}
