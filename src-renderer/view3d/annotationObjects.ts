import {
  BufferAttribute,
  BufferGeometry,
  LineBasicMaterial,
  LineSegments,
  Points,
  PointsMaterial,
  type Object3D,
} from 'three'
import type { Rgb } from './colourMaps.ts'
import type { AnnotationLines } from './geometry/annotationLines.ts'

/** Size of a marker or spine [CSS pixels]. */
const dotPixels = 4

/** Lines and dots of a scene: two draw calls where there are some, none else. */
export interface AnnotationObjects {
  readonly objects: readonly Object3D[]
  set(lines: AnnotationLines | undefined): void
  /** For canvases whose own ratio is 1 although a pixel of the view has more. */
  setPixelRatio(ratio: number): void
  setInk(ink: Rgb): void
  dispose(): void
}

/** Makes them empty. */
export function createAnnotationObjects(): AnnotationObjects {
  const lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial())
  const dots = new Points(
    new BufferGeometry(),
    new PointsMaterial({ size: dotPixels, sizeAttenuation: false }),
  )
  const both = [lines, dots]
  for (const object of both) {
    object.visible = false
    object.frustumCulled = false
  }
  const fill = (object: LineSegments | Points, points: Float32Array): void => {
    object.geometry.dispose()
    object.geometry = new BufferGeometry()
    object.geometry.setAttribute('position', new BufferAttribute(points, 3))
    object.visible = points.length > 0
  }
  return {
    objects: both,
    set: next => {
      fill(lines, next?.segments ?? new Float32Array(0))
      fill(dots, next?.dots ?? new Float32Array(0))
    },
    setPixelRatio: ratio => {
      dots.material.size = dotPixels * ratio
    },
    setInk: ([red, green, blue]) => {
      lines.material.color.setRGB(red / 255, green / 255, blue / 255)
      dots.material.color.setRGB(red / 255, green / 255, blue / 255)
    },
    dispose: () => {
      for (const object of both) object.geometry.dispose()
      lines.material.dispose()
      dots.material.dispose()
    },
  }
}
