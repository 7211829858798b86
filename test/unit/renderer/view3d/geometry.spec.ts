import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit } from '../../../../src-renderer/view3d/camera.ts'
import { measureArcs, pointAt } from '../../../../src-renderer/view3d/geometry/arcs.ts'
import { measureBounds } from '../../../../src-renderer/view3d/geometry/bounds.ts'
import { measureImportance } from '../../../../src-renderer/view3d/geometry/importance.ts'
import { buildTubes, type TubeMesh } from '../../../../src-renderer/view3d/geometry/tubes.ts'
import { markVisible, writeIndex } from '../../../../src-renderer/view3d/geometry/visibleIndex.ts'
import { largeCell, packMorphology, smallCell, type SectionPlan } from '../../../support/fakeHost/cells.ts'

const straight = (points: SectionPlan['points'], type = 3): SectionPlan => ({
  name: 'dend[0]',
  type,
  parent: -1,
  points,
})
const cellOf = (...plans: SectionPlan[]) => packMorphology('test', plans)

function triangles(mesh: TubeMesh, toleranceUm = 0): number {
  return (
    writeIndex(
      mesh,
      new Uint8Array(mesh.pieces.count).fill(1),
      toleranceUm,
      new Uint32Array(mesh.mostIndices),
    ) / 3
  )
}

describe('view3d arcs', () => {
  const bent = cellOf(straight([[0, 0, 0, 2], [3, 4, 0, 2], [3, 4, 12, 4]])) // prettier-ignore

  it('adds up 5 µm and 12 µm', () => {
    const arcs = measureArcs(bent)
    expect([...arcs.alongUm]).toEqual([0, 5, 17])
    expect(arcs.lengthUm[0]).toBe(17)
  })

  it('finds points by their share of the length', () => {
    const arcs = measureArcs(bent)
    expect(pointAt(bent, arcs, 0, 0)).toEqual({ x: 0, y: 0, z: 0 })
    expect(pointAt(bent, arcs, 0, 1)).toEqual({ x: 3, y: 4, z: 12 })
    expect(pointAt(bent, arcs, 0, 11 / 17)?.z).toBeCloseTo(6, 12)
    expect(pointAt(bent, arcs, 7, 0.5)).toBeUndefined()
  })
})

describe('view3d importance', () => {
  it('is the distance from the straight line for a bend', () => {
    const [first, bend, last] = measureImportance(cellOf(straight([[0, 0, 0, 1], [5, 3, 0, 1], [10, 0, 0, 1]]))) // prettier-ignore
    expect([first, bend, last]).toEqual([Infinity, 3, Infinity])
  })

  it('is zero on a straight cable and the change of radius at a swelling', () => {
    expect(measureImportance(cellOf(straight([[0, 0, 0, 1], [5, 0, 0, 1], [10, 0, 0, 1]])))[1]).toBe(0) // prettier-ignore
    expect(measureImportance(cellOf(straight([[0, 0, 0, 1], [5, 0, 0, 4], [10, 0, 0, 1]])))[1]).toBe(1.5) // prettier-ignore
  })

  it('keeps every left-out sample within the tolerance of the line that is drawn instead', () => {
    const coordinate = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 2, maxLength: 30 }),
        points => {
          const cell = cellOf(straight(points.map(([x, y, z]) => [x, y, z, 1] as const)))
          const importance = measureImportance(cell)
          const tolerance = 5
          const kept = points.map((_, index) => index).filter(index => importance[index]! >= tolerance)
          points.forEach((point, index) => {
            const after = kept.findIndex(other => other >= index)
            const [a, b] = [points[kept[Math.max(0, after - 1)]!]!, points[kept[after]!]!]
            expect(distanceToSegment(point, a, b)).toBeLessThanOrEqual(tolerance + 1e-3)
          })
        },
      ),
      { numRuns: 200, seed: 11 },
    )
  })
})

type Triple = readonly [number, number, number]
function distanceToSegment(p: Triple, a: Triple, b: Triple): number {
  const d = b.map((value, axis) => value - a[axis]!)
  const square = d.reduce((sum, value) => sum + value * value, 0)
  const dot = d.reduce((sum, value, axis) => sum + value * (p[axis]! - a[axis]!), 0)
  const share = square > 0 ? Math.min(1, Math.max(0, dot / square)) : 0
  return Math.hypot(...p.map((value, axis) => value - a[axis]! - share * d[axis]!))
}

describe('view3d tubes', () => {
  it('draws a thin section as a ribbon: two corners a sample, two triangles a stretch', () => {
    const mesh = buildTubes(cellOf(straight([[0, 0, 0, 1], [5, 1, 0, 1], [10, 0, 0, 1]]))) // prettier-ignore
    expect(mesh.vertices.count).toBe(6)
    expect(triangles(mesh)).toBe(4)
  })

  it('draws a soma as a closed tube whose corners stand at its radius', () => {
    const mesh = buildTubes(cellOf(straight([[0, 0, 0, 20], [0, 10, 0, 20]], 1))) // prettier-ignore
    const { vertices } = mesh
    for (let vertex = 0; vertex < 24; vertex++) {
      const [x, y, z] = [0, 1, 2].map(axis => vertices.corner[vertex * 4 + axis]! / 127)
      expect(Math.hypot(x!, y!, z!)).toBeCloseTo(1, 1)
      expect(y).toBeCloseTo(0, 2)
      expect(vertices.radius[vertex]).toBe(10)
    }
    // 24 walls of two triangles, and a disc of 24 at either end.
    expect(triangles(mesh)).toBe(24 * 2 + 2 * 24)
  })

  it('uses only vertices that exist, and closes tubes: every edge has two sides', () => {
    const mesh = buildTubes(cellOf(straight([[0, 0, 0, 20], [0, 10, 3, 24], [2, 20, 0, 12]], 1))) // prettier-ignore
    const index = new Uint32Array(mesh.mostIndices)
    const count = writeIndex(mesh, Uint8Array.of(1), 0, index)
    expect(count).toBe(mesh.mostIndices)
    expect(Math.max(...index)).toBeLessThan(mesh.vertices.count)
    // Discs repeat the ring's corners, so edges are told apart by place.
    const { axis, corner, radius } = mesh.vertices
    const place = (vertex: number): string =>
      radius[vertex] === 0
        ? `middle ${axis[vertex * 3 + 1]}`
        : [0, 1, 2].map(k => `${axis[vertex * 3 + k]}/${corner[vertex * 4 + k]}`).join(' ')
    const edges = new Map<string, number>()
    for (let at = 0; at < count; at += 3) {
      for (const [from, to] of [[0, 1], [1, 2], [2, 0]] as const) {
        const key = [place(index[at + from]!), place(index[at + to]!)].sort().join(' – ')
        edges.set(key, (edges.get(key) ?? 0) + 1)
      }
    } // prettier-ignore
    expect(new Set(edges.values())).toEqual(new Set([2]))
  })

  it('takes repeated points and negative diameters without a hole', () => {
    const mesh = buildTubes(cellOf(straight([[1, 1, 1, -2], [1, 1, 1, -2], [1, 1, 1, -2]]))) // prettier-ignore
    expect([...mesh.vertices.axis].every(Number.isFinite)).toBe(true)
    expect(Math.min(...mesh.vertices.radius)).toBe(1)
  })

  it('draws the wire of a section that does not touch its parent', () => {
    const cell = cellOf(straight([[0, 0, 0, 1], [5, 0, 0, 1]])) // prettier-ignore
    cell.sections.wire[0] = 1
    cell.sections.wireX[0] = -7
    const mesh = buildTubes(cell)
    expect(mesh.pieces.count).toBe(2)
    expect(mesh.vertices.axis).toContain(-7)
    expect([...mesh.vertices.sample.slice(4)]).toEqual([0, 0, 0, 0])
  })

  it('leaves out of a large cell what nobody could see', () => {
    const mesh = buildTubes(packMorphology('large', largeCell(20_000)))
    expect(triangles(mesh, 1)).toBeLessThan(triangles(mesh) / 3)
  })
})

describe('view3d visible pieces', () => {
  const cell = packMorphology('small', smallCell())
  const mesh = buildTubes(cell)
  const viewport = { width: 800, height: 400 }
  const whole = fit(measureBounds(cell), { azimuth: 0.3, elevation: 0.2 }, viewport)

  it('are all of them when the cell fits the window', () => {
    expect(markVisible(mesh.pieces, whole, viewport, new Uint8Array(mesh.pieces.count))).toBe(
      mesh.pieces.count,
    )
  })

  it('are only those near the target after a zoom', () => {
    const tip = { ...whole, target: { x: 90, y: 350, z: -10 }, umPerPixel: 0.01 }
    const marks = new Uint8Array(mesh.pieces.count)
    markVisible(mesh.pieces, tip, viewport, marks)
    expect(marks[cell.sections.name.indexOf('apic[2]')]).toBe(1)
    expect(marks[cell.sections.name.indexOf('axon[0]')]).toBe(0)
  })
})
