/** Powers of metre, kilogram, second, coulomb, candela, dollar, bit, erlang, kelvin: a quantity's dimension. */
export type Dimension = readonly number[]

/** Names of the primitive units, in the order of a dimension's powers. */
export const primitiveNames = ['m', 'kg', 'sec', 'coul', 'candela', 'dollar', 'bit', 'erlang', 'K'] as const

/** A unit as a multiple of the primitive ones. Offsets (°C against K) are not part of it: only differences convert. */
export interface Unit {
  readonly factor: number
  readonly dimension: Dimension
}

/** The dimension of a plain number. */
export const dimensionless: Dimension = primitiveNames.map(() => 0)

/** A plain number as a unit. */
export function numberUnit(factor: number): Unit {
  return { factor, dimension: dimensionless }
}

/** The product of two units. */
export function multiplyUnits(a: Unit, b: Unit): Unit {
  return { factor: a.factor * b.factor, dimension: combine(a.dimension, b.dimension, 1) }
}

/** The quotient of two units. */
export function divideUnits(a: Unit, b: Unit): Unit {
  return { factor: a.factor / b.factor, dimension: combine(a.dimension, b.dimension, -1) }
}

/** A unit to a whole power. */
export function raiseUnit(unit: Unit, power: number): Unit {
  let factor = 1
  for (let i = 0; i < Math.abs(power); i++) factor *= unit.factor
  return {
    factor: power < 0 ? 1 / factor : factor,
    dimension: power === 0 ? dimensionless : unit.dimension.map(exponent => exponent * power),
  }
}

/** The square root of a unit; undefined where its dimension has none. */
export function rootOfUnit(unit: Unit): Unit | undefined {
  if (unit.dimension.some(power => power % 2 !== 0)) return undefined
  return { factor: Math.sqrt(unit.factor), dimension: unit.dimension.map(power => power / 2) }
}

/** Whether a unit measures plain numbers. */
export function isDimensionless(unit: Unit): boolean {
  return unit.dimension === dimensionless || unit.dimension.every(power => power === 0)
}

/** Whether two units measure the same kind of thing. */
export function sameDimension(a: Unit, b: Unit): boolean {
  return a.dimension === b.dimension || a.dimension.every((power, i) => power === b.dimension[i])
}

/** How many `to` one `from` is; undefined where they measure different things. */
export function conversionFactor(from: Unit, to: Unit): number | undefined {
  return sameDimension(from, to) ? from.factor / to.factor : undefined
}

function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  if (b === dimensionless) return a
  return a.map((power, i) => power + sign * (b[i] ?? 0))
}
