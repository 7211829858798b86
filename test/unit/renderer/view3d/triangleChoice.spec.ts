import { describe, expect, it } from 'vitest'
import { fit, namedViews, orbit, pan, zoomAt } from '../../../../src-renderer/view3d/camera.ts'
import { buffersOf, measureGeometry } from '../../../../src-renderer/view3d/geometry/cellGeometry.ts'
import { shapeOf } from '../../../../src-renderer/view3d/geometry/cellShape.ts'
import { createTriangleChoice } from '../../../../src-renderer/view3d/geometry/triangleChoice.ts'
import { largeCell, packMorphology } from '../../../support/fakeHost/cells.ts'

const viewport = { width: 800, height: 600 }
const cell = packMorphology('large', largeCell(20_000))
const { tubes, bounds } = measureGeometry(shapeOf(cell))
const front = fit(bounds, namedViews.front, viewport)

describe('view3d choice of triangles', () => {
  it('writes the index once for a view, and not again while the whole cell turns or nothing changes', () => {
    const choice = createTriangleChoice(tubes)
    const away = { ...front, umPerPixel: front.umPerPixel * 2 }
    expect(choice.choose(away, viewport, 1)).toBe(true)
    expect(choice.choose(away, viewport, 1)).toBe(false)
    let written = 0
    let camera = away
    for (let step = 0; step < 100; step++) {
      camera = orbit(camera, 3, step % 2 ? 1 : -1)
      if (choice.choose(camera, viewport, 1)) written++
    }
    expect(written).toBe(0)
    expect(choice.choose(pan(camera, 5, 5), viewport, 1)).toBe(false)
    choice.forget()
    expect(choice.choose(camera, viewport, 1)).toBe(true)
  })

  it('writes it anew in steps of √2 of a zoom: twice an octave, however many frames it takes', () => {
    const choice = createTriangleChoice(tubes)
    let camera = { ...front, umPerPixel: front.umPerPixel * 64 }
    choice.choose(camera, viewport, 1)
    let written = 0
    for (let step = 0; step < 400; step++) {
      camera = zoomAt(camera, 2 ** (1 / 100), 400, 300, viewport)
      if (choice.choose(camera, viewport, 1)) written++
    }
    expect(written).toBe(8)
  })

  it('draws fewer triangles from far away and never more than there is room for', () => {
    const choice = createTriangleChoice(tubes)
    choice.choose(front, viewport, 0.001)
    const near = choice.count
    choice.choose({ ...front, umPerPixel: front.umPerPixel * 30 }, viewport, 1)
    expect(choice.count).toBeLessThan(near / 2)
    expect(near).toBeLessThanOrEqual(choice.index.length)
  })
})

describe('view3d geometry on another thread', () => {
  it('is the same after its memory was handed over', () => {
    const expected = measureGeometry(cell)
    const made = measureGeometry(structuredClone(shapeOf(cell)))
    const buffers = buffersOf(made)
    expect(new Set(buffers).size).toBe(buffers.length)
    const received = structuredClone(made, { transfer: buffers })
    expect(received).toEqual(expected)
    // All columns went: nothing of size was copied.
    expect(made.tubes.vertices.axis.length + made.groups.x.length + made.arcs.alongUm.length).toBe(0)
  })
})
