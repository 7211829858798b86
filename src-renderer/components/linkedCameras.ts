import type { Camera } from '../view3d/camera.ts'

/**
 * How another view looks after one of two linked views has moved: turned the same way, at the same scale, and moved by
 * as much, each around its own cell.
 *
 * @param before the moved view's camera until now
 */
export function followCamera(other: Camera, before: Camera | undefined, after: Camera): Camera {
  const from = before?.target ?? after.target
  const { target } = after
  return {
    ...after,
    target: {
      x: other.target.x + (target.x - from.x),
      y: other.target.y + (target.y - from.y),
      z: other.target.z + (target.z - from.z),
    },
  }
}

/** One scale for two views, so that both cells are seen whole: the coarser one. */
export function sameScale(left: Camera, right: Camera): readonly [Camera, Camera] {
  const umPerPixel = Math.max(left.umPerPixel, right.umPerPixel)
  return [
    { ...left, umPerPixel },
    { ...right, umPerPixel },
  ]
}
