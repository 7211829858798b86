import { describe, expect, it, vi } from 'vitest'
import { filmFrames, turned, type FilmPlan } from '../../../../src-renderer/features/morphology/filmFrames.ts'
import { measurePicture } from '../../../../src-renderer/features/morphology/pictureSize.ts'
import { writeFilm } from '../../../../src-renderer/features/morphology/writeFilm.ts'
import { fit, namedViews, project } from '../../../../src-renderer/view3d/camera.ts'
import { prepareDrawing } from '../../../../src-renderer/view3d/cellDrawing.ts'
import { colourTable } from '../../../../src-renderer/view3d/colourMaps.ts'
import { cornersOf } from '../../../../src-renderer/view3d/geometry/bounds.ts'
import type { SeenCell } from '../../../../src-renderer/view3d/picture/seenCell.ts'
import { packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

const morphology = packMorphology('small', smallCell())
const drawing = prepareDrawing({ morphology } as Parameters<typeof prepareDrawing>[0])
const viewport = { width: 701, height: 455 }
const seen: SeenCell = {
  drawing,
  camera: fit(drawing.bounds, namedViews.front, viewport),
  viewport,
  colours: new Uint8Array(morphology.samples.count * 4).fill(255),
  background: [0, 0, 0],
  highlight: [0, 0, 0],
  ink: [0, 0, 0],
  annotated: false,
  scaleBar: true,
}
const plan: FilmPlan = { turn: 'upright', whole: true, seconds: 3, framesPerSecond: 20, width: 501 }

describe('cell film', () => {
  it('has as many frames as its length asks for, of even size, and ends one step before it began', () => {
    const film = filmFrames(seen, plan)
    expect(film.count).toBe(60)
    expect([film.width % 2, film.height % 2]).toEqual([0, 0])
    const step = 2 * Math.PI * (1 / 60)
    const first = film.frame(0).camera.azimuth
    expect(film.frame(1).camera.azimuth - first).toBeCloseTo(step, 12)
    expect(film.frame(59).camera.azimuth - first).toBeCloseTo(2 * Math.PI - step, 12)
    const { viewport: framed } = film.frame(0)
    expect(framed.width * film.scale).toBeCloseTo(film.width, 9)
    expect(framed.height * film.scale).toBeCloseTo(film.height, 9)
  })

  it.each(['upright', 'level'] as const)('keeps the whole cell in the picture: %s', turn => {
    const film = filmFrames(seen, { ...plan, turn })
    for (let index = 0; index < film.count; index++) {
      const { camera, viewport: framed } = film.frame(index)
      for (const [x, y, z] of cornersOf(drawing.bounds)) {
        const at = project(camera, { x, y, z }, framed)
        expect(at.x).toBeGreaterThanOrEqual(0)
        expect(at.y).toBeGreaterThanOrEqual(0)
        expect(at.x).toBeLessThanOrEqual(framed.width)
        expect(at.y).toBeLessThanOrEqual(framed.height)
      }
    }
  })

  it('turns about one axis only', () => {
    const camera = { ...seen.camera, azimuth: 0.3, elevation: 0.2 }
    expect(turned(camera, 'none', 0.5)).toBe(camera)
    expect(turned(camera, 'level', 0.25)).toEqual({ ...camera, elevation: 0.2 + Math.PI / 2 })
  })

  it('colours the course of a run over the film, and leaves the colours of the window alone', () => {
    const table = colourTable('plasma', 'light')
    const frames = {
      timesMs: Float64Array.of(0, 10, 20),
      compartments: 1,
      values: Float32Array.of(-80, -20, 40),
    } as Parameters<typeof withCourse>[0]
    function withCourse(recorded: NonNullable<FilmPlan['course']>['frames']) {
      const compartments = new Int32Array(morphology.samples.count)
      return filmFrames(seen, {
        ...plan,
        turn: 'none',
        course: { frames: recorded, compartments, range: { low: -80, high: 40 }, table },
      })
    }
    const film = withCourse(frames)
    expect([...film.frame(0).colours.subarray(0, 4)]).toEqual([...table.subarray(0, 3), 255])
    expect([...film.frame(40).colours.subarray(0, 3)]).toEqual([...table.subarray(128 * 3, 128 * 3 + 3)])
    expect(seen.colours.every(byte => byte === 255)).toBe(true)
  })
})

describe('cell film writing', () => {
  const canvas = {} as HTMLCanvasElement
  const film = () => ({
    add: vi.fn(() => Promise.resolve()),
    finish: vi.fn(() => Promise.resolve(new Blob(['film']))),
    cancel: vi.fn(),
  })

  it('writes every frame in order and says how far it is', async () => {
    const [to, told] = [film(), [] as number[]]
    const frames = filmFrames(seen, { ...plan, seconds: 0.2 })
    const drawn: number[] = []
    const maker = { draw: (cell: SeenCell) => (drawn.push(cell.camera.azimuth), canvas) }
    const file = await writeFilm(to, frames, maker, new AbortController().signal, done => told.push(done))
    expect(await file?.text()).toBe('film')
    expect(told).toEqual([1, 2, 3, 4])
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b))
    expect(to.cancel).not.toHaveBeenCalled()
  })

  it('leaves no file where it is stopped or a frame fails', async () => {
    const stop = new AbortController()
    const stopped = film()
    const frames = filmFrames(seen, plan)
    const file = await writeFilm(stopped, frames, { draw: () => canvas }, stop.signal, done => {
      if (done === 2) stop.abort()
    })
    expect(file).toBeUndefined()
    expect([stopped.add.mock.calls.length, stopped.cancel.mock.calls.length]).toEqual([2, 1])
    const broken = film()
    const draw = (): never => {
      throw new Error('no room')
    }
    await expect(writeFilm(broken, frames, { draw }, stop.signal.aborted ? new AbortController().signal : stop.signal, () => undefined)).rejects.toThrow('no room') // prettier-ignore
    expect(broken.cancel).toHaveBeenCalledOnce()
  })
})

describe('cell picture size', () => {
  const size = { by: 'paper', widthPx: 1600, widthMm: 254, dotsPerInch: 300 } as const

  it('is the width on paper times the resolution, in the proportions of the view', () => {
    const measured = measurePicture(size, { width: 1000, height: 500 })
    expect(measured).toMatchObject({ width: 3000, height: 1500, heightMm: 127, tooLarge: false })
  })

  it('says where no browser could draw it', () => {
    expect(measurePicture({ ...size, dotsPerInch: 2400 }, { width: 1000, height: 500 }).tooLarge).toBe(true)
  })
})
