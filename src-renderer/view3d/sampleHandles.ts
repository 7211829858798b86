import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { cameraAxes, type Camera, type Viewport } from './camera.ts'
import type { MovedRows } from './useMovedSamples.ts'

/** A sample that can be taken hold of, with its place in the picture [CSS pixels]. */
export interface SampleHandle {
  readonly section: number
  /** Counted from 0 within its section. */
  readonly sample: number
  /** Row in the table of samples. */
  readonly row: number
  readonly x: number
  readonly y: number
}

/** The handles of a view. */
export interface ChosenHandles {
  readonly handles: readonly SampleHandle[]
  /** How many samples in the picture have none, since they lie too close. */
  readonly left: number
}

/** Handles nearer than this could not be told apart [px]. */
const nearestPixels = 9

/** More handles than this help nobody, and would slow the page. */
const mostHandles = 250

/** What handles are wanted for. */
export interface HandleQuestion {
  readonly morphology: Morphology
  /** Indices of the sections whose samples are meant. */
  readonly sections: readonly number[]
  readonly camera: Camera
  readonly viewport: Viewport
  /** A row that has a handle however close it lies. */
  readonly always: number | undefined
  readonly moved: MovedRows | undefined
}

/** Chooses the samples that get a handle: in the picture, apart from each other, and not too many. */
export function chooseHandles(question: HandleQuestion): ChosenHandles {
  const { morphology, sections, always, moved } = question
  const { samples, sections: table } = morphology
  const { right, up } = cameraAxes(question.camera)
  const { target, umPerPixel } = question.camera
  const { width, height } = question.viewport
  const movedRows = new Set(moved?.rows)
  const handles: SampleHandle[] = []
  let left = 0
  for (const section of sections) {
    const first = table.firstSample[section] ?? 0
    const end = table.firstSample[section + 1] ?? 0
    let lastX = -Infinity
    let lastY = -Infinity
    for (let row = first; row < end; row++) {
      // hot: rows of the section
      let x = samples.x[row]! - target.x
      let y = samples.y[row]! - target.y
      let z = samples.z[row]! - target.z
      if (moved && movedRows.has(row)) {
        x += moved.by.x
        y += moved.by.y
        z += moved.by.z
      }
      const px = width / 2 + (x * right.x + y * right.y + z * right.z) / umPerPixel
      const py = height / 2 - (x * up.x + y * up.y + z * up.z) / umPerPixel
      if (px < 0 || py < 0 || px > width || py > height) continue
      const near = Math.abs(px - lastX) < nearestPixels && Math.abs(py - lastY) < nearestPixels
      if (row !== always && (near || handles.length >= mostHandles)) {
        left++
        continue
      }
      handles.push({ section, sample: row - first, row, x: px, y: py })
      lastX = px
      lastY = py
    }
  }
  return { handles, left }
}

/** How far a movement in the picture goes in the plane that faces the viewer [µm]. */
export function planeMove(camera: Camera, dx: number, dy: number): { x: number; y: number; z: number } {
  const { right, up } = cameraAxes(camera)
  const [across, upwards] = [dx * camera.umPerPixel, -dy * camera.umPerPixel]
  return {
    x: across * right.x + upwards * up.x,
    y: across * right.y + upwards * up.y,
    z: across * right.z + upwards * up.z,
  }
}
