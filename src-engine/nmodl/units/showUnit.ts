import { parseUnit } from '../../core/units/parseUnit.ts'
import {
  isDimensionless,
  primitiveNames,
  raiseUnit,
  sameDimension,
  type Unit,
} from '../../core/units/unit.ts'

/** What neuron models are measured in; tried where the file itself has no word for a unit. */
const familiarTexts = [
  'mV', 'ms', '/ms', 'mA/cm2', 'nA', 'S/cm2', 'uS', 'mM', 'mM/ms', '/mM-ms', 'um', 'um2', 'um3', 'degC', 'coulomb',
  'mV/ms', '/mV', '/mV-ms', 'uF/cm2', 'nF', 'ohm cm', 'megohm', 'coulomb/cm3', 'joule/K', 'joule', 'um2/ms', 'um4/ms',
  'um3/ms', 'um/ms', 'kg', 'mM um2', 'mM um3', 'mM um2/ms', 'mM um3/ms',
] // prettier-ignore

let familiar: readonly UnitText[] | undefined

/**
 * A unit as the user would write it: by a text of their own file where one fits, else by a familiar one, with a
 * number before it where it is a multiple; else by the primitive units.
 */
export function showUnit(unit: Unit, ownTexts: Iterable<UnitText>): string {
  if (isDimensionless(unit))
    return isSame(unit.factor, 1) ? 'a plain number' : `a plain number times ${showFactor(unit.factor)}`
  return `(${unitText(unit, ownTexts)})`
}

type UnitText = readonly [text: string, unit: Unit | undefined]

/** Whether a unit is a multiple of one of the file's own, or of a familiar one. */
export function isFamiliarUnit(unit: Unit, ownTexts: Iterable<UnitText>): boolean {
  return [...ownTexts, ...familiarUnits()].some(([, other]) => other && sameDimension(unit, other))
}

/** The same without parentheses; `1` for a plain number. */
function unitText(unit: Unit, ownTexts: Iterable<UnitText>): string {
  if (isDimensionless(unit)) return showFactor(unit.factor)
  let multiple: string | undefined
  for (const [text, other] of [...ownTexts, ...familiarUnits()]) {
    if (!other || text === '') continue
    if (/^[A-Za-z]+$/.test(text)) {
      if (isSameUnit(unit, raiseUnit(other, 2))) return `${text}2`
      if (isSameUnit(unit, raiseUnit(other, -1))) return `/${text}`
    }
    if (!sameDimension(unit, other)) continue
    if (isSame(unit.factor, other.factor)) return text
    multiple ??= /^[\d./]/.test(text) ? undefined : `${showFactor(unit.factor / other.factor)} ${text}`
  }
  return multiple ?? inPrimitives(unit)
}

function familiarUnits(): readonly UnitText[] {
  familiar ??= familiarTexts.flatMap(text => {
    const parsed = parseUnit(text)
    return 'unit' in parsed ? [[text, parsed.unit] as const] : []
  })
  return familiar
}

/** A factor with the digits that somebody would write. */
export function showFactor(factor: number): string {
  return String(Number(factor.toPrecision(6)))
}

function inPrimitives({ factor, dimension }: Unit): string {
  const above: string[] = isSame(factor, 1) ? [] : [showFactor(factor)]
  const below: string[] = []
  for (const [i, power] of dimension.entries()) {
    const size = Math.abs(power)
    if (size > 0) (power > 0 ? above : below).push(`${primitiveNames[i]}${size > 1 ? size : ''}`)
  }
  return `${above.join(' ')}${below.length > 0 ? `/${below.join('-')}` : ''}`
}

function isSameUnit(a: Unit, b: Unit): boolean {
  return sameDimension(a, b) && isSame(a.factor, b.factor)
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a / b - 1) < 1e-5
}
