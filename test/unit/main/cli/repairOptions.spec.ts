import { describe, expect, it } from 'vitest'
import { repairRules } from '../../../../src-engine/index.ts'
import {
  parseFixes,
  parseRules,
  parseThreshold,
  thresholdsFrom,
} from '../../../../src-main/cli/repairOptions.ts'

describe('options of hillock repair', () => {
  it('reads rules by their ids and by NeuroM’s names', () => {
    expect(parseRules('z-jump, has_no_fat_ends')).toEqual(['z-jump', 'fat-end'])
    expect(() => parseRules('nonsense')).toThrow('there is no rule "nonsense"')
    expect(() => parseRules('NeuroM')).toThrow('there is no rule')
  })
  it('reads fixes: all safe ones, a rule’s first, or one by name', () => {
    expect(parseFixes('z-jump,z-jump:spread')).toEqual([
      { rule: 'z-jump', fix: 'shift-back' },
      { rule: 'z-jump', fix: 'spread' },
    ])
    const safe = repairRules.flatMap(({ fixes }) => fixes.filter(({ isSafe }) => isSafe))
    expect(parseFixes('all-safe').length).toBe(safe.length)
    expect(safe.length).toBeGreaterThan(3)
    expect(() => parseFixes('z-jump:melt')).toThrow('Its fixes: shift-back, spread.')
    expect(() => parseFixes('narrow-section')).toThrow('it has to be repaired by hand')
  })
  it('reads thresholds, the last of two for one', () => {
    const given = ['z-jump.distance=20', 'has_no_jumps.distance=25', 'z-jump.axis=0'].map(parseThreshold)
    expect(thresholdsFrom(given)).toEqual({ 'z-jump': { distance: 25, axis: 0 } })
    expect(() => parseThreshold('z-jump.reach=1')).toThrow('It has: distance, axis.')
    expect(() => parseThreshold('z-jump')).toThrow('RULE.NAME=VALUE')
    expect(() => parseThreshold('z-jump.distance=far')).toThrow('"far" is not a number')
  })
})
