import { convertQuantity } from '../../src-engine/core/units/plainUnits.ts'

/** The value in another unit; undefined where the two do not measure the same thing. */
export function convertValue(value: number, from: string, to: string): number | undefined {
  const converted = convertQuantity(value, from, to)
  // Factors such as 1e-3/1e-9 leave a last digit of dust; fifteen digits are all that a person could have typed.
  return converted === undefined ? undefined : Number(converted.toPrecision(14))
}
