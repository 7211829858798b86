import { cornersOf, type Bounds } from './geometry/bounds.ts'
import type { Point3 } from './geometry/arcs.ts'

/**
 * How the cell is looked at: without perspective, as in drawings of cells, so that one scale bar holds everywhere.
 * The turntable's axis is y, which points up.
 */
export interface Camera {
  /** The point in the middle of the picture [µm]. */
  readonly target: Point3
  /** Turn about the vertical [rad]; 0 looks along −z with x to the right. */
  readonly azimuth: number
  /** Tilt [rad], −π/2 (from below) … π/2 (from above). */
  readonly elevation: number
  /** Size of a pixel on the cell [µm]. */
  readonly umPerPixel: number
}

/** The picture's axes in space: unit vectors to the right, up, and towards the viewer. */
export interface CameraAxes {
  readonly right: Point3
  readonly up: Point3
  readonly towards: Point3
}

/** Size of the picture [CSS pixels]. */
export interface Viewport {
  readonly width: number
  readonly height: number
}

/** The named directions of view. */
export const namedViews = {
  front: { azimuth: 0, elevation: 0 },
  side: { azimuth: Math.PI / 2, elevation: 0 },
  top: { azimuth: 0, elevation: Math.PI / 2 },
} as const

/** The smallest and largest pixel that makes sense on a cell [µm]. */
const smallestPixelUm = 0.002
const largestPixelUm = 200

/** The axes of the picture for a camera. */
export function cameraAxes({ azimuth, elevation }: Pick<Camera, 'azimuth' | 'elevation'>): CameraAxes {
  const [ca, sa] = [Math.cos(azimuth), Math.sin(azimuth)]
  const [ce, se] = [Math.cos(elevation), Math.sin(elevation)]
  return {
    right: { x: ca, y: 0, z: -sa },
    up: { x: -sa * se, y: ce, z: -ca * se },
    towards: { x: sa * ce, y: se, z: ca * ce },
  }
}

const dot = (a: Point3, b: Point3): number => a.x * b.x + a.y * b.y + a.z * b.z

const shift = (point: Point3, { right, up }: CameraAxes, byRight: number, byUp: number): Point3 => ({
  x: point.x + byRight * right.x + byUp * up.x,
  y: point.y + byRight * right.y + byUp * up.y,
  z: point.z + byRight * right.z + byUp * up.z,
})

/** Turns by so many pixels of the pointer: half a turn for 600 pixels. */
export function orbit(camera: Camera, dx: number, dy: number): Camera {
  const turn = Math.PI / 600
  const elevation = camera.elevation + dy * turn
  return {
    ...camera,
    azimuth: camera.azimuth - dx * turn,
    elevation: Math.min(Math.PI / 2, Math.max(-Math.PI / 2, elevation)),
  }
}

/** Moves the cell with the pointer by so many pixels. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  const axes = cameraAxes(camera)
  return { ...camera, target: shift(camera.target, axes, -dx * camera.umPerPixel, dy * camera.umPerPixel) }
}

/** Zooms by a factor (more than 1 is nearer) while the point under the pointer stays where it is. */
export function zoomAt(
  camera: Camera,
  factor: number,
  x: number,
  y: number,
  { width, height }: Viewport,
): Camera {
  const umPerPixel = Math.min(largestPixelUm, Math.max(smallestPixelUm, camera.umPerPixel / factor))
  const moved = camera.umPerPixel - umPerPixel
  const target = shift(camera.target, cameraAxes(camera), (x - width / 2) * moved, (height / 2 - y) * moved)
  return { ...camera, target, umPerPixel }
}

/** Room for the tools above the cell and the legend below it [px], where the picture is high enough for both. */
const edgeRoom = 48

/** Shows a whole box from a direction, with a margin. */
export function fit(
  bounds: Bounds,
  direction: Pick<Camera, 'azimuth' | 'elevation'>,
  { width, height }: Viewport,
): Camera {
  const { min, max } = bounds
  const target = { x: (min[0] + max[0]) / 2, y: (min[1] + max[1]) / 2, z: (min[2] + max[2]) / 2 }
  const axes = cameraAxes(direction)
  let halfWidth = 0
  let halfHeight = 0
  for (const [x, y, z] of cornersOf(bounds)) {
    const away = { x: x - target.x, y: y - target.y, z: z - target.z }
    halfWidth = Math.max(halfWidth, Math.abs(dot(away, axes.right)))
    halfHeight = Math.max(halfHeight, Math.abs(dot(away, axes.up)))
  }
  const room = 0.88
  const needed = Math.max(
    (2 * halfWidth) / (Math.max(1, width) * room),
    (2 * halfHeight) / (height > 6 * edgeRoom ? height - 2 * edgeRoom : Math.max(1, height) * room),
  )
  return {
    target,
    azimuth: direction.azimuth,
    elevation: direction.elevation,
    umPerPixel: Math.min(largestPixelUm, Math.max(smallestPixelUm, needed)),
  }
}

/** Where a point of the cell appears [CSS pixels], and how near it is to the viewer [µm]. */
export function project(
  camera: Camera,
  point: Point3,
  { width, height }: Viewport,
): { x: number; y: number; depth: number } {
  const axes = cameraAxes(camera)
  const { target, umPerPixel } = camera
  const away = { x: point.x - target.x, y: point.y - target.y, z: point.z - target.z }
  return {
    x: width / 2 + dot(away, axes.right) / umPerPixel,
    y: height / 2 - dot(away, axes.up) / umPerPixel,
    depth: dot(away, axes.towards),
  }
}

/** The point under a pixel in the plane through the target, from which the line of sight starts. */
export function pointUnder(camera: Camera, x: number, y: number, { width, height }: Viewport): Point3 {
  const { umPerPixel } = camera
  return shift(camera.target, cameraAxes(camera), (x - width / 2) * umPerPixel, (height / 2 - y) * umPerPixel)
}
