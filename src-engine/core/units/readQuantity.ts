import { convertQuantity, samePlainUnit } from './plainUnits.ts'

/** A typed quantity in the unit that was wanted, or what of the text cannot be taken. */
export type QuantityText =
  | { readonly value: number }
  | { readonly fault: 'empty' }
  | { readonly fault: 'not-a-number' | 'other-unit'; readonly text: string }

const numberAndUnit = /^([+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+\-−]?\d+)?)\s*(.*)$/s

/** Digits that people could have typed: the factors of a conversion leave dust behind them. */
const typedDigits = 14

/**
 * Reads "0.12", "120 mS/cm2", "1e-3 uA", "310 K" into a unit ('' or '1' for plain numbers). A comma counts as the
 * decimal point. A number alone is in the wanted unit already, and so is one with that unit's own spelling, whether or
 * not it is a unit that the database knows.
 */
export function readQuantity(text: string, unit: string): QuantityText {
  const trimmed = text.trim()
  if (trimmed === '') return { fault: 'empty' }
  const [, digits, typed = ''] = numberAndUnit.exec(trimmed) ?? []
  const number = Number(digits?.replace(',', '.').replace(/−/g, '-') ?? NaN)
  if (!Number.isFinite(number)) return { fault: 'not-a-number', text: trimmed }
  if (typed === '' || samePlainUnit(typed, unit)) return { value: number }
  const converted = holdsNumber(typed) ? undefined : convertQuantity(number, typed, unit)
  if (converted === undefined || !Number.isFinite(converted)) return { fault: 'other-unit', text: typed }
  return { value: converted === number ? number : Number(converted.toPrecision(typedDigits)) }
}

/**
 * Whether a typed unit has a number in it that is no power, and not the 1 of `1/ms`. NMODL's units may (`1e-3 m`); but
 * who types "1 500", "10 - 3 mV" or "1.5.2 ms" does not mean the product that these would be.
 */
function holdsNumber(unit: string): boolean {
  return /\d/.test(unit.replace(/^\(?\s*1\s*\//, '').replace(/[^\s\d/*·.^|()+-]+(?:\^?[-−]?\d+)?/gu, ''))
}
