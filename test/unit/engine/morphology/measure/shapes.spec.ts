import { describe, expect, it } from 'vitest'
import { convexHull2 } from '../../../../../src-engine/morphology/measure/shape/hull2.ts'
import { convexHull3 } from '../../../../../src-engine/morphology/measure/shape/hull3.ts'
import { distinctPoints } from '../../../../../src-engine/morphology/measure/shape/distinctPoints.ts'
import { seeded } from './cells.ts'
import recorded from './statistics.json' with { type: 'json' }

const columns = (points: readonly (readonly number[])[]) =>
  [0, 1, 2].map(k => Float64Array.from(points, point => point[k] ?? 0)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]

const box = [0, 1].flatMap(x => [0, 1].flatMap(y => [0, 1].map(z => [2 * x, 3 * y, 5 * z])))

/** Volume by brute force: all triangles that have no point beyond them, for points in general position. */
function bruteForce(points: readonly (readonly number[])[]): { volume: number; area: number } {
  const minus = (a: readonly number[], b: readonly number[]) => a.map((value, k) => value - b[k]!)
  const cross = (a: number[], b: number[]) => [
    a[1]! * b[2]! - a[2]! * b[1]!,
    a[2]! * b[0]! - a[0]! * b[2]!,
    a[0]! * b[1]! - a[1]! * b[0]!,
  ]
  const dot = (a: number[], b: number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!
  const middle = [0, 1, 2].map(k => points.reduce((sum, point) => sum + point[k]!, 0) / points.length)
  let [volume, area] = [0, 0]
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++)
      for (let k = j + 1; k < points.length; k++) {
        const normal = cross(minus(points[j]!, points[i]!), minus(points[k]!, points[i]!))
        const sides = points.map(point => dot(normal, minus(point, points[i]!)))
        const others = sides.filter((_, at) => at !== i && at !== j && at !== k)
        if (!(others.every(side => side > 0) || others.every(side => side < 0))) continue
        area += Math.sqrt(dot(normal, normal)) / 2
        volume += Math.abs(dot(normal, minus(middle, points[i]!))) / 6
      }
  return { volume, area }
}

describe('morphology measure shapes', () => {
  it('M5 measures the hull of a box with points on its faces, edges and inside', () => {
    const more = [...box, [1, 1.5, 0], [2, 3, 2.5], [1, 1, 1], [0, 0, 0], [2, 1.5, 2.5], [1, 0, 0]]
    const hull = convexHull3(...columns(more))
    expect(hull?.volume).toBeCloseTo(30, 12)
    expect(hull?.area).toBeCloseTo(62, 12)
  })
  it('M5 agrees with Qhull about a cloud, in space and in the plane', () => {
    const { points, volume, area, flat } = recorded.hull
    const [x, y, z] = columns(points)
    const hull = convexHull3(x, y, z)
    expect(hull!.volume / volume).toBeCloseTo(1, 12)
    expect(hull!.area / area).toBeCloseTo(1, 12)
    const plane = convexHull2(x, y)
    expect(plane!.area / flat[0]!).toBeCloseTo(1, 12)
    expect(plane!.perimeter / flat[1]!).toBeCloseTo(1, 12)
  })
  it('M5 agrees with brute force about random points', () => {
    const random = seeded(8)
    for (let round = 0; round < 20; round++) {
      const points = Array.from({ length: 5 + round }, () => [random() * 9, random(), random() * 3])
      const hull = convexHull3(...columns(points))
      const expected = bruteForce(points)
      expect(hull!.volume).toBeCloseTo(expected.volume, 10)
      expect(hull!.area).toBeCloseTo(expected.area, 10)
    }
  })
  it('M5 copes with grids, where many points share planes', () => {
    const grid = Array.from({ length: 343 }, (_, i) => [i % 7, Math.floor(i / 7) % 7, Math.floor(i / 49)])
    const turned = grid.map(([x = 0, y = 0, z = 0]) => [0.6 * x - 0.8 * y, 0.8 * x + 0.6 * y, z * 1.1])
    expect(convexHull3(...columns(grid))?.volume).toBeCloseTo(216, 9)
    expect(convexHull3(...columns(turned))?.volume).toBeCloseTo(216 * 1.1, 9)
  })
  it('M5 gives no hull to points on a line or in a plane', () => {
    const line = Array.from({ length: 9 }, (_, i) => [i, 2 * i, 3 * i])
    expect(convexHull3(...columns(line))).toBeUndefined()
    const plane = Array.from({ length: 16 }, (_, i) => [
      i % 4,
      Math.floor(i / 4),
      (i % 4) + 2 * Math.floor(i / 4),
    ])
    expect(convexHull3(...columns(plane))).toBeUndefined()
    expect(convexHull3(...columns([]))).toBeUndefined()
    expect(convexHull2(Float64Array.of(0, 1, 2, 3), Float64Array.of(0, 2, 4, 6))).toBeUndefined()
    expect(convexHull2(new Float64Array(0), new Float64Array(0))).toBeUndefined()
  })
  it('M5 finds the largest distance in the plane as trying all pairs does', () => {
    const random = seeded(4)
    for (let round = 0; round < 50; round++) {
      const u = Float64Array.from({ length: 3 + round }, () => random() * 10)
      const v = Float64Array.from(u, () => random() * (1 + round))
      let largest = 0
      u.forEach((a, i) =>
        u.forEach((b, j) => (largest = Math.max(largest, Math.hypot(a - b, v[i]! - v[j]!)))),
      )
      expect(convexHull2(u, v)!.diameter).toBeCloseTo(largest, 12)
    }
  })
  it('M5 counts each place once', () => {
    const random = seeded(2)
    const [x, y, z] = columns(
      Array.from({ length: 500 }, () => [0, 1, 2].map(() => Math.floor(random() * 5) - 2)),
    )
    x[0] = -0
    const places = distinctPoints({ x, y, z }, Int32Array.from(x.keys()))
    const expected = new Set(Array.from(x, (value, i) => `${value + 0} ${y[i]! + 0} ${z[i]! + 0}`))
    expect(
      new Set(Array.from(places.x, (value, i) => `${value + 0} ${places.y[i]! + 0} ${places.z[i]! + 0}`)),
    ).toEqual(expected)
    expect(places.x.length).toBe(expected.size)
  })
})
