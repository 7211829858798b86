import { faraday, gasConstant } from '../constants.ts'
import { dimensionless, type Dimension, type Unit } from './unit.ts'

const metre: Dimension = [1, 0, 0, 0, 0, 0]
const kilogram: Dimension = [0, 1, 0, 0, 0, 0]
const second: Dimension = [0, 0, 1, 0, 0, 0]
const coulomb: Dimension = [0, 0, 0, 1, 0, 0]
const candela: Dimension = [0, 0, 0, 0, 1, 0]
const kelvin: Dimension = [0, 0, 0, 0, 0, 1]
const ampere: Dimension = [0, 0, -1, 1, 0, 0]
const newton: Dimension = [1, 1, -2, 0, 0, 0]
const joule: Dimension = [2, 1, -2, 0, 0, 0]
const watt: Dimension = [2, 1, -3, 0, 0, 0]
const volt: Dimension = [2, 1, -2, -1, 0, 0]
const ohm: Dimension = [2, 1, -1, -2, 0, 0]
const siemens: Dimension = [-2, -1, 1, 2, 0, 0]
const farad: Dimension = [-2, -1, 2, 2, 0, 0]
const pascal: Dimension = [-1, 1, -2, 0, 0, 0]

/** Avogadro constant: in NMODL's system a mole is a number (CODATA 2018, exact). */
const avogadro = 6.02214076e23

const unit = (factor: number, dimension: Dimension): Unit => ({ factor, dimension })

/** Factors of the prefixes, spelt and abbreviated. Longer ones are tried first. */
export const unitPrefixes: readonly (readonly [prefix: string, factor: number])[] = [
  ['femto', 1e-15],
  ['micro', 1e-6],
  ['centi', 1e-2],
  ['milli', 1e-3],
  ['hecto', 1e2],
  ['tera', 1e12],
  ['giga', 1e9],
  ['mega', 1e6],
  ['kilo', 1e3],
  ['deci', 1e-1],
  ['nano', 1e-9],
  ['pico', 1e-12],
  ['atto', 1e-18],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['d', 1e-1],
  ['c', 1e-2],
  ['m', 1e-3],
  ['u', 1e-6],
  ['µ', 1e-6],
  ['n', 1e-9],
  ['p', 1e-12],
  ['f', 1e-15],
]

/**
 * Units by name, in SI with the coulomb as base unit, as NMODL's are. Where a name is in the table it wins over a
 * prefix and a unit (`min` is a minute).
 */
export const unitTable: ReadonlyMap<string, Unit> = new Map([
  ...named(['m', 'meter', 'metre'], 1, metre),
  ...named(['micron', 'um'], 1e-6, metre),
  ...named(['angstrom'], 1e-10, metre),
  ...named(['kg', 'kilogram'], 1, kilogram),
  ...named(['g', 'gm', 'gram'], 1e-3, kilogram),
  ...named(['s', 'sec', 'second'], 1, second),
  ...named(['min', 'minute'], 60, second),
  ...named(['hr', 'hour'], 3600, second),
  ...named(['day'], 86400, second),
  ...named(['hz', 'Hz', 'hertz'], 1, [0, 0, -1, 0, 0, 0]),
  ...named(['coul', 'coulomb'], 1, coulomb),
  ...named(['A', 'amp', 'ampere'], 1, ampere),
  ...named(['volt', 'V'], 1, volt),
  ...named(['ohm'], 1, ohm),
  ...named(['mho', 'siemens', 'S'], 1, siemens),
  ...named(['farad', 'F'], 1, farad),
  ...named(['candela'], 1, candela),
  ...named(['K', 'kelvin', 'degK', 'degC', 'degkelvin', 'degcentigrade', 'degreesC'], 1, kelvin),
  ...named(['newton', 'N', 'nt'], 1, newton),
  ...named(['joule', 'J'], 1, joule),
  ...named(['erg'], 1e-7, joule),
  ...named(['cal', 'calorie'], 4.184, joule),
  ...named(['watt', 'W'], 1, watt),
  ...named(['pascal', 'Pa'], 1, pascal),
  ...named(['l', 'liter', 'litre'], 1e-3, [3, 0, 0, 0, 0, 0]),
  ...named(['cc'], 1e-6, [3, 0, 0, 0, 0, 0]),
  ...named(['mole', 'mol'], avogadro, dimensionless),
  ...named(['M', 'molar'], avogadro * 1e3, [-3, 0, 0, 0, 0, 0]),
  ...named(['e'], 1.602176634e-19, coulomb),
  ...named(['k', 'boltzmann'], gasConstant / avogadro, [2, 1, -2, 0, 0, -1]),
  ...named(['faraday'], faraday, coulomb),
  ...named(['pi'], Math.PI, dimensionless),
  ...named(['radian', 'steradian'], 1, dimensionless),
  ...named(['degree'], Math.PI / 180, dimensionless),
  ...named(['percent', '%'], 0.01, dimensionless),
  // Prefixes may stand alone, as in (milli/liter).
  ...unitPrefixes
    .filter(([prefix]) => prefix.length > 3)
    .map(([prefix, factor]) => [prefix, unit(factor, dimensionless)] as const),
  ...named(['c'], 299792458, [1, 0, -1, 0, 0, 0]),
])

function named(
  names: readonly string[],
  factor: number,
  dimension: Dimension,
): readonly (readonly [string, Unit])[] {
  const made = unit(factor, dimension)
  return names.map(name => [name, made] as const)
}
