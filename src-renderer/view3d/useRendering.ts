import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'
import type { Camera, Viewport } from './camera.ts'
import type { Rgb } from './colourMaps.ts'
import type { AnnotationLines } from './geometry/annotationLines.ts'
import type { Bounds } from './geometry/bounds.ts'
import type { VertexRange } from './geometry/moveTubes.ts'
import type { TubeMesh } from './geometry/tubes.ts'
import { createCellScene, type CellScene } from './scene.ts'

/** A frame that takes longer than this while the cell moves asks for a coarser drawing [ms]. */
const slowFrameMs = 30

/** Quiet time after which the fine drawing returns [ms]. */
const settleMs = 140

/** How far the drawing may be off [px]: at rest, and while a cell moves that is slow to draw. */
const fineTolerance = 0.35
const coarsestTolerance = 4

/** What there is to draw; each part may change by itself. */
export interface Picture {
  readonly canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>
  readonly mesh: Readonly<
    ShallowRef<{ readonly tubes: TubeMesh; readonly bounds: Bounds; readonly samples: number }>
  >
  /** Vertices of the mesh that were written anew. */
  readonly rewritten: Readonly<ShallowRef<readonly VertexRange[]>>
  readonly camera: Readonly<ShallowRef<Camera | undefined>>
  readonly viewport: Readonly<ShallowRef<Viewport>>
  /** Colours, and a number that changes with them. */
  readonly colours: () => Uint8Array
  readonly revision: () => number
  readonly annotations: () => AnnotationLines | undefined
  readonly theme: () => { readonly background: Rgb; readonly highlight: Rgb; readonly ink: Rgb }
}

/**
 * Draws the picture whenever something in it has changed, at most once a frame, and never otherwise. While the
 * camera moves over a cell that is slow to draw, it is drawn more coarsely; the detail returns when it rests.
 */
export function useRendering(picture: Picture): {
  readonly failed: Readonly<ShallowRef<boolean>>
  readonly drawn: () => number
} {
  const failed = shallowRef(false)
  let scene: CellScene | undefined
  let frame = 0
  let settle: ReturnType<typeof setTimeout> | undefined
  let lastFrameAt = 0
  let tolerance = fineTolerance
  let gap = 0
  let moving = false
  let frames = 0

  function request(): void {
    if (!frame && scene) frame = requestAnimationFrame(draw)
  }

  function draw(now: number): void {
    frame = 0
    const camera = picture.camera.value
    const { width, height } = picture.viewport.value
    if (!scene || !camera || width < 2 || height < 2) return
    if (moving) {
      const between = now - lastFrameAt
      // Long gaps are pauses of the hand, not slow frames.
      if (between < 300) gap = gap * 0.7 + between * 0.3
      if (gap > slowFrameMs) tolerance = Math.min(coarsestTolerance, tolerance * 1.4)
    }
    lastFrameAt = now
    scene.draw(camera, moving ? tolerance : fineTolerance)
    frames++
  }

  function move(): void {
    moving = true
    clearTimeout(settle)
    settle = setTimeout(() => {
      moving = false
      gap = 0
      if (tolerance > fineTolerance) request()
    }, settleMs)
    request()
  }

  function takeMesh(): void {
    const { tubes, bounds, samples } = picture.mesh.value
    scene?.setMesh(tubes, bounds, samples)
    scene?.setColours(picture.colours())
    tolerance = fineTolerance
    request()
  }

  watch(
    picture.canvas,
    canvas => {
      scene?.dispose()
      scene = undefined
      if (!canvas) return
      try {
        scene = createCellScene(canvas)
      } catch {
        failed.value = true
        return
      }
      const { background, highlight, ink } = picture.theme()
      scene.setTheme(background, highlight, ink)
      scene.setAnnotations(picture.annotations())
      scene.resize(picture.viewport.value, devicePixelRatio)
      takeMesh()
    },
    { immediate: true, flush: 'post' },
  )
  watch(picture.mesh, takeMesh)
  watch(picture.rewritten, ranges => {
    scene?.moveVertices(ranges)
    request()
  })
  watch(picture.camera, move)
  watch(picture.viewport, viewport => {
    if (viewport.width < 2 || viewport.height < 2) return
    scene?.resize(viewport, devicePixelRatio)
    // A canvas is cleared when its size changes: drawing later would flash.
    if (frame) cancelAnimationFrame(frame)
    draw(performance.now())
  })
  watch(picture.revision, () => {
    scene?.setColours(picture.colours())
    request()
  })
  watch(picture.annotations, lines => {
    scene?.setAnnotations(lines)
    request()
  })
  watch(picture.theme, ({ background, highlight, ink }) => {
    scene?.setTheme(background, highlight, ink)
    request()
  })
  onBeforeUnmount(() => {
    clearTimeout(settle)
    cancelAnimationFrame(frame)
    scene?.dispose()
    scene = undefined
  })
  return { failed, drawn: () => frames }
}
