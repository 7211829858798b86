import { zeroCelsiusInKelvin, zeroFahrenheitInKelvin } from '../constants.ts'
import { parseUnit } from './parseUnit.ts'
import { conversionFactor, numberUnit, type Unit } from './unit.ts'
import type { UnitAliases } from './unitDatabase.ts'

/**
 * Names that mean something else to people than to NMODL: there `g` is the acceleration of gravity, and a mole is a
 * large number, while its concentrations count moles (`(mM) = (milli/liter)`).
 */
const plainMeanings: UnitAliases = new Map<string, Unit>([
  ['g', { factor: 1e-3, dimension: [0, 1, 0, 0, 0, 0, 0, 0, 0] }],
  ['mole', numberUnit(1)],
  ...['celsius', 'Celsius', 'Kelvin'].map((name): [string, Unit] => [name, kelvin(1)]),
  ...['°F', 'fahrenheit', 'Fahrenheit'].map((name): [string, Unit] => [name, kelvin(5 / 9)]),
])

function kelvin(factor: number): Unit {
  return { factor, dimension: [0, 0, 0, 0, 0, 0, 0, 0, 1] }
}

const spellings: Readonly<Record<string, string>> = {
  '⁻': '-',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '−': '-',
  // The signs of micro and ohm, as the Greek letters.
  '\u00b5': '\u03bc',
  '\u2126': '\u03a9',
}

/** Scales of temperature that do not begin at absolute zero: where they do begin [K]. */
const scaleZeros: ReadonlyMap<string, number> = new Map([
  ...['degC', '°C', 'degreeC', 'degreesC', 'degcentigrade', 'celsius', 'Celsius'].map(
    (name): [string, number] => [name, zeroCelsiusInKelvin],
  ),
  ...['degF', '°F', 'fahrenheit', 'Fahrenheit'].map((name): [string, number] => [
    name,
    zeroFahrenheitInKelvin,
  ]),
])

/** Reads a unit as people write it: `mA/cm2`, `S/cm²`, `kΩ·cm`, `mol m⁻³`, `1/ms`; undefined where it is none. */
export function parsePlainUnit(text: string): Unit | undefined {
  const parsed = parseUnit(written(text), plainMeanings)
  return 'unit' in parsed ? parsed.unit : undefined
}

/** Whether two texts spell the same unit, up to raised digits, signs and parentheses. */
export function samePlainUnit(a: string, b: string): boolean {
  return written(a) === written(b)
}

/**
 * The value in another unit; undefined where the two do not measure the same thing. 0 degC is 273.15 K and 32 degF;
 * within a product (`J/degC`) a degree is a difference, and nothing is added.
 */
export function convertQuantity(value: number, from: string, to: string): number | undefined {
  const source = parsePlainUnit(from)
  const target = parsePlainUnit(to)
  const factor = source && target && conversionFactor(source, target)
  if (factor === undefined) return undefined
  const sourceZero = scaleZeros.get(written(from)) ?? 0
  const targetZero = scaleZeros.get(written(to)) ?? 0
  return value * factor + (sourceZero - targetZero) / (target?.factor ?? 1)
}

/** With plain digits and minus signs, one micro, and without the parentheses that NMODL writes around a unit. */
function written(text: string): string {
  return text
    .replace(/[⁻¹²³⁴−\u00b5\u2126]/g, sign => spellings[sign] ?? sign)
    .replace(/[()]/g, '')
    .trim()
}
