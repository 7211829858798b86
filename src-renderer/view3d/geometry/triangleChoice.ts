import type { Camera, Viewport } from '../camera.ts'
import type { TubeMesh } from './tubes.ts'
import { markVisible, writeIndex } from './visibleIndex.ts'

/** The triangles of one cell that are drawn now. */
export interface TriangleChoice {
  /** The first `count` entries are drawn; room for all. */
  readonly index: Uint32Array
  readonly count: number
  /**
   * Chooses for a view; the drawing may be off by so many pixels. True where the index was written anew: only if
   * other pieces came into the picture or another tolerance holds.
   */
  choose(camera: Camera, viewport: Viewport, tolerancePixels: number): boolean
  /** Pieces have moved: the next choice is written in any case. */
  forget(): void
}

/** Starts with nothing chosen. */
export function createTriangleChoice(mesh: TubeMesh): TriangleChoice {
  const index = new Uint32Array(mesh.mostIndices)
  const marks = new Uint8Array(mesh.pieces.count)
  const lastMarks = new Uint8Array(mesh.pieces.count)
  let lastToleranceUm = -1
  let count = 0
  return {
    index,
    get count() {
      return count
    },
    choose: (camera, viewport, tolerancePixels) => {
      markVisible(mesh.pieces, camera, viewport, marks)
      // In steps of √2, so that a zoom does not write the triangles anew in each frame.
      const toleranceUm = 2 ** (Math.floor(2 * Math.log2(camera.umPerPixel * tolerancePixels)) / 2)
      if (toleranceUm === lastToleranceUm && marks.every((mark, piece) => mark === lastMarks[piece]))
        return false
      lastToleranceUm = toleranceUm
      lastMarks.set(marks)
      count = writeIndex(mesh, marks, toleranceUm, index)
      return true
    },
    forget: () => {
      lastToleranceUm = -1
    },
  }
}
