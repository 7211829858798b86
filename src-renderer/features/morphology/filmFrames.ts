import type { VoltageFrames } from '../../../src-main/contract/index.ts'
import { fit, type Camera } from '../../view3d/camera.ts'
import type { ColourTable } from '../../view3d/colourMaps.ts'
import { colourByValue, spreadOverSamples, type ValueRange } from '../../view3d/colouring.ts'
import type { SeenCell } from '../../view3d/picture/seenCell.ts'
import { frameAt } from './useVoltages.ts'

/** What a film shows: the cell turning about an axis of the picture, the course of a run, or both. */
export interface FilmPlan {
  /** One whole turn, or none. */
  readonly turn: 'upright' | 'level' | 'none'
  /** The run from its start to its end. */
  readonly course?: VoltageCourse | undefined
  /** Far enough away that the whole cell stays in the picture. */
  readonly whole: boolean
  readonly seconds: number
  readonly framesPerSecond: number
  /** Width of the film [pixels]. */
  readonly width: number
}

/** Recorded voltages, and how they become colours. */
export interface VoltageCourse {
  readonly frames: VoltageFrames
  /** Compartment of each sample. */
  readonly compartments: Int32Array
  readonly range: ValueRange
  readonly table: ColourTable
}

/** The camera after a part of a turn (0…1). */
export function turned(camera: Camera, turn: FilmPlan['turn'], part: number): Camera {
  const angle = 2 * Math.PI * part
  if (turn === 'upright') return { ...camera, azimuth: camera.azimuth + angle }
  if (turn === 'level') return { ...camera, elevation: camera.elevation + angle }
  return camera
}

/** Directions that are tried for the widest one of a turn. */
const directions = 48

/** Looks at the middle of the cell, from so far away that it fits from every direction of the turn. */
export function wholeTurn({ camera, drawing, viewport }: SeenCell, turn: FilmPlan['turn']): Camera {
  let widest = fit(drawing.bounds, camera, viewport)
  for (let step = 1; step < directions; step++) {
    const next = fit(drawing.bounds, turned(camera, turn, step / directions), viewport)
    if (next.umPerPixel > widest.umPerPixel) widest = next
  }
  return { ...camera, target: widest.target, umPerPixel: widest.umPerPixel }
}

/** The frames of a film, each made when it is asked for. */
export interface FilmFrames {
  readonly count: number
  readonly width: number
  readonly height: number
  /** Pixels of the film for each CSS pixel of the view. */
  readonly scale: number
  frame(index: number): SeenCell
}

const even = (pixels: number): number => Math.max(2, 2 * Math.round(pixels / 2))

/** Works out a film of the cell as it is seen. The last frame is followed by the first without a jump. */
export function filmFrames(seen: SeenCell, plan: FilmPlan): FilmFrames {
  const width = even(plan.width)
  const scale = width / seen.viewport.width
  const height = even(seen.viewport.height * scale)
  const framed: SeenCell = { ...seen, viewport: { width: seen.viewport.width, height: height / scale } }
  const start = plan.whole ? wholeTurn(framed, plan.turn) : seen.camera
  const count = Math.max(1, Math.round(plan.seconds * plan.framesPerSecond))
  const colours = plan.course && seen.colours.slice()
  const values = plan.course && new Float32Array(plan.course.compartments.length)
  return {
    count,
    width,
    height,
    scale,
    frame: index => {
      const part = index / count
      if (plan.course && colours && values) paint(plan.course, part, values, colours)
      return { ...framed, camera: turned(start, plan.turn, part), colours: colours ?? seen.colours }
    },
  }
}

/** Writes the colours of the voltages after a part of the run. */
function paint(
  { frames, compartments, range, table }: VoltageCourse,
  part: number,
  values: Float32Array,
  into: Uint8Array,
): void {
  const { timesMs } = frames
  const first = timesMs[0] ?? 0
  const index = frameAt(timesMs, first + part * ((timesMs.at(-1) ?? first) - first))
  const start = index * frames.compartments
  spreadOverSamples(frames.values.subarray(start, start + frames.compartments), compartments, values)
  colourByValue(values, range, table, into)
}
