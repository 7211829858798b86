/** Powers of metre, kilogram, second, coulomb, candela, kelvin: a quantity's dimension. */
export type Dimension = readonly [m: number, kg: number, s: number, coul: number, cd: number, kelvin: number]

/** A unit as a multiple of the base units. Offsets (°C against K) are not part of it: only differences convert. */
export interface Unit {
  readonly factor: number
  readonly dimension: Dimension
}

/** The dimension of a plain number. */
export const dimensionless: Dimension = [0, 0, 0, 0, 0, 0]

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
  let result = numberUnit(1)
  for (let i = 0; i < Math.abs(power); i++) result = multiplyUnits(result, unit)
  return power < 0 ? divideUnits(numberUnit(1), result) : result
}

/** Whether two units measure the same kind of thing. */
export function sameDimension(a: Unit, b: Unit): boolean {
  return a.dimension.every((power, i) => power === b.dimension[i])
}

/** How many `to` one `from` is; undefined where they measure different things. */
export function conversionFactor(from: Unit, to: Unit): number | undefined {
  return sameDimension(from, to) ? from.factor / to.factor : undefined
}

function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  return a.map((power, i) => power + sign * (b[i] ?? 0)) as unknown as Dimension
}
