import { readQuantity as readText } from '../../src-engine/core/units/readQuantity.ts'

/** Why a typed quantity cannot be taken: a message key with its names. */
export interface QuantityFault {
  readonly key: string
  readonly names: Readonly<Record<string, string | number>>
}

/** What a field accepts. */
export interface QuantityLimits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** True where `min` itself is not allowed. */
  readonly aboveMin?: boolean | undefined
  readonly integer?: boolean | undefined
}

/** The outcome of reading what a person typed. */
export type QuantityReading =
  | { readonly value: number; readonly fault: undefined }
  | { readonly value: undefined; readonly fault: QuantityFault }

const faultKeys = {
  empty: 'quantity.empty',
  'not-a-number': 'quantity.notANumber',
  'other-unit': 'quantity.otherUnit',
} as const

/** Reads "0.12", "120 mS/cm2", "1e-3 uA" into the field's own unit, within its limits. */
export function readQuantity(text: string, unit: string, limits: QuantityLimits = {}): QuantityReading {
  const read = readText(text, unit)
  if ('value' in read) return checkQuantity(read.value, limits, unit)
  const shown = displayUnit(unit)
  const key = read.fault === 'other-unit' && shown === '' ? 'quantity.noUnit' : faultKeys[read.fault]
  return { value: undefined, fault: { key, names: 'text' in read ? { text: read.text, unit: shown } : {} } }
}

/** Checks a number against the limits of its field. */
export function checkQuantity(value: number, limits: QuantityLimits, unit: string): QuantityReading {
  const { min, max, aboveMin, integer } = limits
  const refuse = (key: string, limit: number): QuantityReading => ({
    value: undefined,
    fault: { key, names: { limit: formatNumber(limit), unit: displayUnit(unit) } },
  })
  if (integer && !Number.isInteger(value))
    return { value: undefined, fault: { key: 'quantity.whole', names: {} } }
  if (min !== undefined && aboveMin && value <= min) return refuse('quantity.notAbove', min)
  if (min !== undefined && value < min) return refuse('quantity.below', min)
  if (max !== undefined && value > max) return refuse('quantity.above', max)
  return { value, fault: undefined }
}

/** The shortest text that reads back as the same number, without binary dust: 0.1 + 0.2 shows as 0.3. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return String(Number(value.toPrecision(15)))
}

/** A measured number for a table or tooltip: `digits` significant digits, no exponent between 1e-4 and 1e6. */
export function formatMeasure(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-4) return value.toExponential(digits - 1)
  const whole = Math.floor(Math.log10(size)) + 1
  return value.toFixed(Math.max(0, Math.min(20, digits - whole)))
}

const displaySpellings: readonly (readonly [RegExp, string])[] = [
  [/\bdegC\b/g, '°C'],
  [/\bmicron\b/g, 'µm'],
  [/\bu(?=[AFSMVms]\b)/g, 'µ'],
  [/\bohm\b/g, 'Ω'],
  [/\b(megohm|Mohm)\b/g, 'MΩ'],
  [/\bhenry\b/g, 'H'],
  [/\bmho\b/g, 'S'],
  [/([A-Za-zµ])2\b/g, '$1²'],
  [/([A-Za-zµ])3\b/g, '$1³'],
  [/(Ω)[-*](?=[A-Za-z])/g, '$1·'],
]

/** A unit as people write it: `mA/cm2` becomes `mA/cm²`, `degC` becomes `°C`; '1' and '' show nothing. */
export function displayUnit(unit: string): string {
  if (unit === '1') return ''
  return displaySpellings.reduce((text, [pattern, spelling]) => text.replace(pattern, spelling), unit)
}

/** The natural step of a number: a tenth of its leading digit's place, so that 0.12 steps by 0.01 and 54 by 1. */
export function naturalStep(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0.1
  return 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
}

/** Moves a number by so many steps, without binary dust. */
export function stepQuantity(value: number, steps: number, step: number): number {
  return Number((value + steps * step).toPrecision(12))
}
