import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import { readQuantity } from '../../src-engine/core/units/readQuantity.ts'
import { libraryMessages, ModelError } from './modelError.ts'

/** A number in the unit that is documented where it is wanted, or text with a unit: `'36 mS/cm2'`, `'300 pA'`. */
export type Quantity = number | string

/**
 * The number of a quantity in a unit.
 *
 * @param name what it is a value of, for the message
 * @throws ModelError where it is none
 */
export function numberIn(quantity: Quantity, unit: string, name: string): number {
  if (typeof quantity === 'number') return quantity
  const read = readQuantity(quantity, unit)
  if ('value' in read) return read.value
  throw new ModelError([diagnose(libraryMessages, 'library/bad-quantity', { name, text: quantity, unit })])
}
