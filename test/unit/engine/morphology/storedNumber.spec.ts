import { describe, expect, it } from 'vitest'
import { roundToEightDigits, storedNumber } from '../../../../src-engine/morphology/storedNumber.ts'

describe('morphology storedNumber', () => {
  it('rounds like %.8g where JavaScript’s own rounding agrees with it', () => {
    let seed = 7
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
    for (let i = 0; i < 20000; i++) {
      const power = Math.floor(random() * 24) - 12
      const value = (random() - 0.5) * Number(`1e${power}`)
      expect(roundToEightDigits(value)).toBe(Number(value.toPrecision(8)))
    }
  })
  // What printf("%.8g") of the GNU C library prints.
  it.each([
    [12345678.5, 12345678],
    [12345679.5, 12345680],
    [123456.125, 123456.12],
    [123456.375, 123456.38],
    [-123456.125, -123456.12],
    [99999999.5, 100000000],
    [0.999999995, 1],
    [1234567.25, 1234567.2],
    [0, 0],
    [1.5e-9, 1.5e-9],
    [1.23456785e300, 1.2345679e300],
  ])('rounds %d to %d', (value, rounded) => {
    expect(roundToEightDigits(value)).toBe(rounded)
  })
  it('stores 32 bits after the eight digits', () => {
    expect(storedNumber(-2725.23310009765)).toBe(Math.fround(-2725.2331))
  })
})
