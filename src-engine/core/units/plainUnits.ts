import { zeroCelsiusInKelvin } from '../constants.ts'
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
])

const superscripts: Readonly<Record<string, string>> = {
  '⁻': '-',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
}

/** Scales of temperature that do not begin at absolute zero. */
const celsiusScales: ReadonlySet<string> = new Set(['degC', '°C', 'degreeC', 'degreesC', 'degcentigrade'])

/** Reads a unit as people write it: `mA/cm2`, `S/cm²`, `kΩ·cm`, `mol m⁻³`, `1/ms`; undefined where it is none. */
export function parsePlainUnit(text: string): Unit | undefined {
  const parsed = parseUnit(written(text), plainMeanings)
  return 'unit' in parsed ? parsed.unit : undefined
}

/** The value in another unit; undefined where the two do not measure the same thing. 0 degC is 273.15 K. */
export function convertQuantity(value: number, from: string, to: string): number | undefined {
  const source = parsePlainUnit(from)
  const target = parsePlainUnit(to)
  const factor = source && target && conversionFactor(source, target)
  if (factor === undefined) return undefined
  const sourceZero = celsiusScales.has(written(from)) ? zeroCelsiusInKelvin : 0
  const targetZero = celsiusScales.has(written(to)) ? zeroCelsiusInKelvin : 0
  return value * factor + (sourceZero - targetZero) / (target?.factor ?? 1)
}

/** With plain digits for raised ones, and without the parentheses that NMODL writes around a unit. */
function written(text: string): string {
  return text
    .replace(/[⁻¹²³⁴]/g, sign => superscripts[sign] ?? sign)
    .replace(/[()]/g, '')
    .trim()
}
