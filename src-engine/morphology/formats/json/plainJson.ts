/** What is wrong with a JSON value, as the end of a sentence. */
export class JsonFault extends Error {}

/** A JSON object. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list of so many numbers that a cell can hold. */
export function isRow(value: unknown, length: number, largest: number): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every(number => typeof number === 'number' && Math.abs(number) <= largest)
  )
}

/** Whether a value is a whole number in a range, both ends included. */
export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
