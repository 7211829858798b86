import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MeasuredCell } from '../../../../../src-engine/morphology/measure/cell/measuredCell.ts'
import {
  type MeasureFilters,
  Selection,
} from '../../../../../src-engine/morphology/measure/cell/selection.ts'
import { shollProfile } from '../../../../../src-engine/morphology/measure/sholl/shollProfile.ts'
import {
  regressionOf,
  summariseSholl,
} from '../../../../../src-engine/morphology/measure/sholl/shollSummary.ts'
import { readCell } from '../support.ts'
import { randomCell } from './cells.ts'

const fixture = resolve(import.meta.dirname, '../../../../fixtures/morphology/neurom_Neuron.swc')
const neuron = readCell(readFileSync(fixture, 'utf8'))
const select = (cell: ReturnType<typeof readCell>, filters: MeasureFilters = {}) =>
  new Selection(new MeasuredCell(cell), filters)

describe('morphology measure sholl', () => {
  it('M4 counts segments as NeuroM does', () => {
    // NeuroM 4, tests/features/test_get_features.py, test_sholl_frequency.
    const count = (types?: number[]) => {
      const profile = shollProfile(select(neuron, types ? { types } : {}), { stepUm: 10, from: 'surface' })
      return [...profile!.segmentCrossings]
    }
    expect(count()).toEqual([4, 8, 8, 14, 9, 8, 7, 7, 7, 5])
    expect(count([4])).toEqual([1, 2, 2, 2, 2, 2, 1, 1, 3, 3])
    expect(count([3])).toEqual([2, 4, 4, 6, 5, 4, 4, 4, 2, 2])
    expect(count([2])).toEqual([1, 2, 2, 6, 2, 2, 2, 2, 2])
    const line = readCell('1 1 -10 0 0 5 -1\n2 3 0 0 0 0.1 1\n3 3 10 0 0 0.1 2\n')
    const profile = shollProfile(select(line), { stepUm: 5, from: 'surface' })
    expect([...profile!.segmentCrossings]).toEqual([0, 1, 1, 1])
  })
  it('M4 finds both crossings of a segment that passes a sphere', () => {
    const cell = readCell('1 1 0 0 0 1 -1\n2 3 -20 6 0 0.5 1\n3 3 20 6 0 0.5 2\n')
    const profile = shollProfile(select(cell, {}), { stepUm: 10 })
    expect([...profile!.crossings]).toEqual([0, 2, 2])
    expect([...profile!.segmentCrossings]).toEqual([0, 0, 0])
  })
  it('M4 counts what fine steps along random cells count', () => {
    for (const seed of [1, 2, 3]) {
      const selection = select(randomCell(seed))
      const profile = shollProfile(selection, { stepUm: 7 })!
      const { x, y, z, arcUm } = selection.cell.points
      const counted = profile.radiusUm.map(() => 0)
      const lengths = profile.radiusUm.map(() => 0)
      for (const i of selection.segments) {
        const steps = 4000
        let before = NaN
        for (let k = 0; k <= steps; k++) {
          const at = (column: Float64Array, c: number) =>
            column[i]! + (k / steps) * (column[i + 1]! - column[i]!) - c
          const distance = Math.hypot(
            at(x, profile.centre[0]),
            at(y, profile.centre[1]),
            at(z, profile.centre[2]),
          )
          profile.radiusUm.forEach((radius, r) => {
            if (before < radius !== distance < radius && k > 0) counted[r]!++
          })
          if (k > 0) lengths[Math.floor((before + distance) / 2 / 7)]! += (arcUm[i + 1]! - arcUm[i]!) / steps
          before = distance
        }
      }
      expect([...profile.crossings]).toEqual([...counted])
      // A step that lies across a sphere counts for one shell whole.
      lengths.forEach((length, k) => expect(Math.abs(profile.lengthUm[k]! - length)).toBeLessThan(0.5))
    }
  })
  it('M4 divides all length, branching points and ends among the shells', () => {
    const selection = select(neuron)
    const profile = shollProfile(selection, { stepUm: 5 })!
    const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
    expect(sum(profile.lengthUm)).toBeCloseTo(840.685224, 3)
    expect([sum(profile.branchPoints), sum(profile.ends)]).toEqual([40, 44])
    const types = [...profile.crossingsOfType.values()]
    profile.crossings.forEach((crossings, k) => expect(sum(types.map(row => row[k]!))).toBe(crossings))
  })
  it('M4 counts circles in the plane', () => {
    const cell = readCell('1 1 0 0 0 1 -1\n2 3 2 0 0 0.5 1\n3 3 2 0 90 0.5 2\n4 3 12 0 90 0.5 3\n')
    expect([...shollProfile(select(cell), { stepUm: 5, dimensions: 2 })!.crossings]).toEqual([0, 1, 1])
  })
  it('M4 summarises a profile', () => {
    const radiusUm = Float64Array.of(0, 1, 2, 3)
    // N/V falls with e^(−2r) exactly.
    const crossings = radiusUm.map(r => (4 / 3) * Math.PI * r ** 3 * 1000 * Math.exp(-2 * r))
    const summary = summariseSholl({ radiusUm, crossings }, 4)
    expect(summary.semiLog.slope).toBeCloseTo(-2, 12)
    expect(summary.semiLog.r2).toBeCloseTo(1, 12)
    expect(summary).toMatchObject({ criticalRadiusUm: 2, enclosingRadiusUm: 3 })
    expect(summary.schoenenIndex).toBe(summary.maxCrossings / 4)
    expect(regressionOf([[1, 1]]).slope).toBeNaN()
  })
  it('M4 needs a soma or a centre, and a step', () => {
    const cell = readCell('1 3 0 0 0 1 -1\n2 3 20 0 0 1 1\n')
    expect(shollProfile(select(cell), { stepUm: 5 })).toBeUndefined()
    expect([...shollProfile(select(cell), { stepUm: 5, centre: [0, 0, 0] })!.crossings]).toEqual([
      0, 1, 1, 1, 1,
    ])
    expect(shollProfile(select(cell), { stepUm: 0, centre: [0, 0, 0] })).toBeUndefined()
    expect(shollProfile(select(cell), { stepUm: 1e-6, centre: [0, 0, 0] })).toBeUndefined()
  })
})
