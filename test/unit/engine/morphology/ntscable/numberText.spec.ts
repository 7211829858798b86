import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../../../../src-engine/core/formatNumber.ts'
import { shortNumber } from '../../../../../src-engine/morphology/ntscable/numberText.ts'

describe('ntscable numbers', () => {
  it('are those of printf, whose ties go to even digits', () => {
    const hard = [
      0,
      -0,
      0.5,
      2.5,
      1234.25,
      1234.35,
      12345.5,
      12346.5,
      99999.5,
      0.000125,
      1e-5,
      1e5,
      123456,
      0.1 + 0.2,
      6.9389e-18,
    ]
    const value = fc.oneof(
      fc.constantFrom(...hard),
      fc.integer({ min: -1e7, max: 1e7 }).map(whole => whole / 64),
      fc.integer({ min: -1e6, max: 1e6 }).map(whole => whole / 1000),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    fc.assert(
      fc.property(value, fc.constantFrom(3, 5, 6, 9, 17), (number, digits) => {
        expect(shortNumber(number, digits)).toBe(formatNumber(`%.${digits}g`, number))
      }),
      { seed: 20240607, numRuns: 3000 },
    )
  })
})
