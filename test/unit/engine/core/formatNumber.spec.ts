import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../../../src-engine/core/formatNumber.ts'

const rows = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../fixtures/printf/libc.json'), 'utf8'),
) as readonly (readonly [format: string, value: string, text: string])[]

const special: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN }

describe('core formatNumber', () => {
  it('writes numbers as the C library does', () => {
    const wrong = rows.flatMap(([format, value, text]) => {
      const ours = formatNumber(format, special[value] ?? Number(value))
      return ours === text ? [] : [`${format} of ${value}: "${ours}", not "${text}"`]
    })
    expect(wrong).toEqual([])
    expect(rows.length).toBeGreaterThan(1000)
  })

  it('takes the fraction off where a whole number is wanted, and what is no conversion for %g', () => {
    expect(formatNumber('%d', 3.9)).toBe('3')
    expect(formatNumber('%d', -3.9)).toBe('-3')
    expect(formatNumber('%q', 0.25)).toBe('0.25')
    expect(formatNumber('%d', 1e300)).toMatch(/^1\d{300}$/)
    expect(formatNumber('%999999f', 1)).toHaveLength(200)
  })
})
