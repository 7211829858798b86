import { describe, expect, it } from 'vitest'
import { PointColumns } from '../../../../../src-engine/morphology/pointColumns.ts'
import {
  contourStackPoints,
  outlinesCentre,
} from '../../../../../src-engine/morphology/traced/contourStack.ts'
import {
  coveredFraction,
  outlineCylinders,
} from '../../../../../src-engine/morphology/traced/outlineCylinders.ts'

/** An ellipse with half axes a and b [µm], turned, closed or open by one vertex. */
function ellipse(a: number, b: number, z = 0, turn = 0.3, vertices = 200): PointColumns {
  const points = new PointColumns()
  for (let i = 0; i <= vertices; i++) {
    const angle = (2 * Math.PI * i) / vertices
    const u = a * Math.cos(angle)
    const v = b * Math.sin(angle)
    points.add(
      10 + u * Math.cos(turn) - v * Math.sin(turn),
      u * Math.sin(turn) + v * Math.cos(turn),
      z,
      0.1,
      i + 1,
    )
  }
  return points
}

describe('morphology outlineCylinders', () => {
  const discs = outlineCylinders(ellipse(12, 7)) ?? []
  it('lays 21 discs along the longest axis through the middle', () => {
    const [first, last] = [discs[0], discs[20]]
    if (!first || !last) throw new Error('no discs')
    expect(discs).toHaveLength(21)
    expect((first.x + last.x) / 2).toBeCloseTo(10, 1)
    const length = Math.sqrt((last.x - first.x) ** 2 + (last.y - first.y) ** 2)
    // The tips are left out: the first position is the second smallest of the outline's.
    expect(length).toBeGreaterThan(23)
    expect(length).toBeLessThan(24)
    expect(Math.abs((last.y - first.y) / (last.x - first.x))).toBeCloseTo(Math.tan(0.3), 2)
  })
  it('makes each as wide as the outline is there', () => {
    expect(discs[10]?.diameter).toBeCloseTo(14, 1)
    // x²/a² + y²/b² = 1 a quarter of the way: width 2b √(1 − 1/4).
    const quarter = discs[5]?.diameter ?? 0
    expect(Math.abs(quarter - 14 * Math.sqrt(1 - 0.25))).toBeLessThan(0.3)
  })
  it('covers the area of the outline', () => {
    expect(coveredFraction(ellipse(12, 7), discs)).toBeCloseTo(1, 1)
  })
  it('refuses an outline whose points lie on one line', () => {
    const line = new PointColumns()
    for (let i = 0; i < 5; i++) line.add(i, 2 * i, 0, 1, 1)
    expect(outlineCylinders(line)).toBeUndefined()
    const place = new PointColumns()
    for (let i = 0; i < 5; i++) place.add(3, 4, 5, 1, 1)
    expect(outlineCylinders(place)).toBeUndefined()
  })
})

describe('morphology contourStack', () => {
  it('makes a disc of each circle, as wide as it', () => {
    const discs = contourStackPoints([ellipse(5, 5, 0), ellipse(8, 8, 2)])
    expect(discs.map(disc => disc.diameter)).toEqual([expect.closeTo(10, 2), expect.closeTo(16, 2)])
    expect(discs[1]?.z).toBeCloseTo(2, 12)
  })
  it('finds the centre half way along the line of centres', () => {
    const centre = outlinesCentre([ellipse(5, 5, 0), ellipse(5, 5, 1), ellipse(5, 5, 8)])
    expect(centre.z).toBeCloseTo(4, 10)
  })
})
