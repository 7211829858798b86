import { describe, expect, it } from 'vitest'
import { formatSeconds } from '../../../../src-renderer/format/time.ts'

describe('format time', () => {
  it('writes a duration with the unit that suits it, never as nothing', () => {
    const written = [0, 0.0002, 0.041, 0.42, 12.4, 60, 185, 7800].map(formatSeconds)
    expect(written).toEqual(['0.0 s', '1 ms', '41 ms', '0.4 s', '12 s', '1 min', '3 min 5 s', '2 h 10 min'])
  })
})
