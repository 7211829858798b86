import {
  divideUnits,
  multiplyUnits,
  numberUnit,
  raiseUnit,
  rootOfUnit,
  sameDimension,
  type Unit,
} from '../../core/units/unit.ts'
import { isSameNameless, joinNameless, representative, type Nameless } from './nameless.ts'

/** Something without a unit as a factor of a value: to which power it stands in it; NaN where that cannot be said. */
export interface Assumption {
  readonly about: Nameless
  readonly power: number
}

/** What is known of the unit of a value. */
export interface Measure {
  /** undefined: nothing is known, and nothing is said about it. */
  readonly unit: Unit | undefined
  /** A number written without a unit: it goes with any. */
  readonly isNumber: boolean
  /** Names and numbers without a unit that this rests on. */
  readonly assumed: readonly Assumption[]
}

/** Units that differ by less are the same, as for modlunit: constants are often written with six digits. */
const tolerance = 1e-5

/** More factors of one product are not told apart. */
const mostAssumptions = 12

const one: Unit = numberUnit(1)

/** A value of which nothing is known. */
export const unknownMeasure: Measure = { unit: undefined, isNumber: false, assumed: [] }

/** A number without a unit that is written nowhere, such as the variable of a loop. */
export const numberMeasure: Measure = { unit: one, isNumber: true, assumed: [] }

/** A value that is known to be dimensionless. */
export const plainMeasure: Measure = { unit: one, isNumber: false, assumed: [] }

/** A value of a known unit. */
export function measureOf(unit: Unit): Measure {
  return { unit, isNumber: false, assumed: [] }
}

/** The value of a name or a written number without a unit. */
export function assumedMeasure(about: Nameless): Measure {
  return { unit: one, isNumber: about.kind === 'number', assumed: [{ about, power: 1 }] }
}

/** The measure of a product (`sign` 1) or a quotient (-1). */
export function combineMeasures(left: Measure, right: Measure, sign: 1 | -1): Measure {
  if (!left.unit || !right.unit) return unknownMeasure
  return {
    unit: sign > 0 ? multiplyUnits(left.unit, right.unit) : divideUnits(left.unit, right.unit),
    isNumber: left.isNumber && right.isNumber,
    assumed: joinAssumptions(left.assumed, right.assumed, sign),
  }
}

/** The measure of a whole power. */
export function powerOfMeasure({ unit, isNumber, assumed }: Measure, power: number): Measure {
  if (!unit) return unknownMeasure
  return { unit: raiseUnit(unit, power), isNumber, assumed: scaled(assumed, power) }
}

/** The measure of a square root; undefined where the unit has none. */
export function rootOfMeasure({ unit, isNumber, assumed }: Measure): Measure | undefined {
  if (!unit) return unknownMeasure
  const root = rootOfUnit(unit)
  return root && { unit: root, isNumber, assumed: scaled(assumed, 1 / 2) }
}

/**
 * The measure of a sum of values that agree: what is known for certain wins. Two names without a unit that are added
 * have the same unit, whatever it is.
 */
export function sumOfMeasures(left: Measure, right: Measure): Measure {
  if (right.isNumber) return left
  if (left.isNumber || !left.unit) return right
  if (!right.unit || left.assumed.length === 0) return left
  if (right.assumed.length === 0) return right
  const [first] = left.assumed
  const [second] = right.assumed
  if (
    first &&
    second &&
    left.assumed.length === 1 &&
    right.assumed.length === 1 &&
    first.power === second.power
  ) {
    if (first.power === 1) joinNameless(first.about, second.about)
    if (isSameNameless(first.about, second.about)) return left
  }
  const blurred = scaled([...left.assumed, ...right.assumed], NaN)
  return { unit: left.unit, isNumber: false, assumed: joinAssumptions([], blurred, 1) }
}

/** How many of `needed` one of `found` is: 1 where they are the same, undefined where they measure different things. */
export function factorBetween(found: Unit, needed: Unit): number | undefined {
  if (!sameDimension(found, needed)) return undefined
  const factor = found.factor / needed.factor
  return Math.abs(factor - 1) <= tolerance ? 1 : factor
}

/**
 * What `found` still contains when it is held against `needed`: factors that stand on both sides cancel. Each with
 * the power to which it makes `found` what it is.
 */
export function openAssumptions(found: Measure, needed: Measure): readonly Assumption[] {
  return joinAssumptions(found.assumed, needed.assumed, -1).filter(({ power }) => power !== 0)
}

/** The unit that a factor with this power must have so that `found` becomes `needed`; undefined where none would do. */
export function missingUnit(found: Unit, needed: Unit, power: number): Unit | undefined {
  if (power === 1) return divideUnits(needed, found)
  if (power === -1) return divideUnits(found, needed)
  return power === 2 ? rootOfUnit(divideUnits(needed, found)) : undefined
}

function scaled(assumed: readonly Assumption[], by: number): readonly Assumption[] {
  return assumed.length === 0 ? assumed : assumed.map(({ about, power }) => ({ about, power: power * by }))
}

function joinAssumptions(
  left: readonly Assumption[],
  right: readonly Assumption[],
  sign: 1 | -1,
): readonly Assumption[] {
  if (right.length === 0) return left
  const joined = [...left]
  for (const { about, power } of right) {
    const at = joined.findIndex(other => isSameNameless(other.about, about))
    const before = joined[at]
    if (before) joined[at] = { about: representative(about), power: before.power + sign * power }
    else if (joined.length < mostAssumptions) joined.push({ about, power: sign * power })
  }
  return joined
}
