import { describe, expect, it } from 'vitest'
import {
  cameraAxes,
  fit,
  namedViews,
  orbit,
  pan,
  pointUnder,
  project,
  zoomAt,
  type Camera,
} from '../../../../src-renderer/view3d/camera.ts'
import { chooseScaleBar } from '../../../../src-renderer/view3d/scaleBar.ts'

const viewport = { width: 800, height: 600 }
const camera: Camera = { target: { x: 10, y: -5, z: 3 }, azimuth: 0.7, elevation: -0.4, umPerPixel: 0.5 }

describe('view3d camera', () => {
  it('has three perpendicular axes of length one, right-handed', () => {
    const { right, up, towards } = cameraAxes(camera)
    const dot = (a: typeof right, b: typeof right) => a.x * b.x + a.y * b.y + a.z * b.z
    for (const axis of [right, up, towards]) expect(dot(axis, axis)).toBeCloseTo(1, 12)
    expect(dot(right, up)).toBeCloseTo(0, 12)
    expect(dot(up, towards)).toBeCloseTo(0, 12)
    expect(right.y * up.z - right.z * up.y).toBeCloseTo(towards.x, 12)
  })

  it('shows from the front x to the right and y up', () => {
    const front = { ...camera, ...namedViews.front, target: { x: 0, y: 0, z: 0 } }
    expect(project(front, { x: 10, y: 20, z: 99 }, viewport)).toEqual({ x: 420, y: 260, depth: 99 })
  })

  it('finds the point under a pixel and projects it back', () => {
    const at = pointUnder(camera, 123, 456, viewport)
    const back = project(camera, at, viewport)
    expect(back.x).toBeCloseTo(123, 9)
    expect(back.y).toBeCloseTo(456, 9)
    expect(back.depth).toBeCloseTo(0, 9)
  })

  it('keeps the point under the pointer when it zooms', () => {
    const before = pointUnder(camera, 700, 80, viewport)
    const nearer = zoomAt(camera, 3, 700, 80, viewport)
    const { x, y } = project(nearer, before, viewport)
    expect(nearer.umPerPixel).toBeCloseTo(0.5 / 3, 12)
    expect([x, y].map(value => Math.round(value * 1e6) / 1e6)).toEqual([700, 80])
  })

  it('never zooms beyond what makes sense', () => {
    expect(zoomAt(camera, 1e9, 0, 0, viewport).umPerPixel).toBe(0.002)
    expect(zoomAt(camera, 1e-9, 0, 0, viewport).umPerPixel).toBe(200)
  })

  it('moves the cell with the pointer when it pans', () => {
    const point = { x: 1, y: 2, z: 3 }
    const before = project(camera, point, viewport)
    const after = project(pan(camera, 30, -12), point, viewport)
    expect(after.x - before.x).toBeCloseTo(30, 9)
    expect(after.y - before.y).toBeCloseTo(-12, 9)
  })

  it('tips no further than from above and from below', () => {
    expect(orbit(camera, 0, 1e6).elevation).toBe(Math.PI / 2)
    expect(orbit(camera, 0, -1e6).elevation).toBe(-Math.PI / 2)
  })

  it('fits the whole box into the picture from any side', () => {
    const bounds = { min: [-10, 0, 5], max: [90, 400, 25] } as const
    for (const direction of Object.values(namedViews)) {
      const shown = fit(bounds, direction, viewport)
      for (const x of [-10, 90])
        for (const y of [0, 400])
          for (const z of [5, 25]) {
            const at = project(shown, { x, y, z }, viewport)
            expect(at.x).toBeGreaterThan(0)
            expect(at.x).toBeLessThan(viewport.width)
            expect(at.y).toBeGreaterThan(0)
            expect(at.y).toBeLessThan(viewport.height)
          }
    }
  })
})

describe('view3d scale bar', () => {
  it.each([
    [1, 100, 100],
    [0.5, 50, 100],
    [2, 200, 100],
    [0.0123, 1, 81.3],
    [37, 5000, 135.1],
  ])('at %f µm a pixel is %f µm long', (umPerPixel, lengthUm, pixels) => {
    const bar = chooseScaleBar(umPerPixel)
    expect(bar.lengthUm).toBe(lengthUm)
    expect(bar.pixels).toBeCloseTo(pixels, 1)
  })
})
