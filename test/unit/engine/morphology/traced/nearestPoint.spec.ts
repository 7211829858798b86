import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PointColumns } from '../../../../../src-engine/morphology/pointColumns.ts'
import { NearestPoint } from '../../../../../src-engine/morphology/traced/nearestPoint.ts'

describe('morphology nearest point', () => {
  it('finds what looking at every point finds, the first of several at one distance', () => {
    const place = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12))
    const many = fc.array(place, { maxLength: 120 })
    fc.assert(
      fc.property(many, place, fc.nat(120), (points, [x, y, z], before) => {
        const table = new PointColumns()
        for (const [px, py, pz] of points) table.add(px, py, pz, 1, 1)
        const rows = Int32Array.from(points.keys())
        const squares = points
          .slice(0, before)
          .map(([px, py, pz]) => (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2)
        const best = Math.min(...squares)
        const found = new NearestPoint(table, rows).find(x, y, z, before)
        expect(found).toEqual({ position: squares.indexOf(best), distanceUm: Math.sqrt(best) })
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})
