import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fit, namedViews } from '../../../../src-renderer/view3d/camera.ts'
import { prepareDrawing } from '../../../../src-renderer/view3d/cellDrawing.ts'
import { colourTable } from '../../../../src-renderer/view3d/colourMaps.ts'
import { annotationLines } from '../../../../src-renderer/view3d/geometry/annotationLines.ts'
import { furnitureOf } from '../../../../src-renderer/view3d/picture/furniture.ts'
import { pictureSvg } from '../../../../src-renderer/view3d/picture/pictureSvg.ts'
import { withResolution } from '../../../../src-renderer/view3d/picture/pngResolution.ts'
import type { SeenCell } from '../../../../src-renderer/view3d/picture/seenCell.ts'
import { tilesOf } from '../../../../src-renderer/view3d/picture/tiles.ts'
import { mergeTransparent } from '../../../../src-renderer/view3d/picture/transparency.ts'
import { packMorphology } from '../../../support/fakeHost/cells.ts'

const morphology = packMorphology('cross', [
  { name: 'dend[0]', type: 3, parent: -1, points: [[0, 0, 0, 2], [100, 0, 0, 2]] }, // prettier-ignore
  { name: 'dend[1]', type: 3, parent: -1, points: [[0, 0, 50, 4], [0, 100, 50, 4]] }, // prettier-ignore
])
const viewport = { width: 400, height: 300 }
// A drawing reads nothing but the shape of a view.
const drawing = prepareDrawing({ morphology } as Parameters<typeof prepareDrawing>[0])
const seen: SeenCell = {
  drawing,
  camera: {
    ...fit(drawing.bounds, namedViews.front, viewport),
    target: { x: 50, y: 50, z: 0 },
    umPerPixel: 1,
  },
  viewport,
  colours: Uint8Array.from([255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 170, 0, 0, 255, 170]),
  background: [255, 255, 255],
  highlight: [0, 255, 0],
  ink: [10, 20, 30],
  annotated: true,
  scaleBar: true,
}

describe('view3d picture as SVG', () => {
  it('draws each branch where the camera sees it, in its colour and width', async () => {
    const svg = await pictureSvg(seen, 'cross', false)
    expect(svg).toContain('width="400" height="300"')
    expect(svg).toContain('d="M150 200L250 200"')
    expect(svg).toContain('stroke="#ff0000"')
    expect(svg).toContain('d="M150 200L150 100"')
    // 70 % of the highlight, as the shader mixes what is selected.
    expect(svg).toContain('stroke="#00b34d"')
    expect(svg).toContain('>100 µm</text>')
  })

  it('is as large on paper as was asked, and has no background where none is wanted', async () => {
    const svg = await pictureSvg(seen, 'cross', true, 80)
    expect(svg).toContain('width="80mm" height="60mm" viewBox="0 0 400 300"')
    expect(svg).not.toContain('#ffffff')
  })

  it('turns with the camera', async () => {
    const side = { ...seen.camera, ...namedViews.side }
    // From the side, the branch along x is seen end on.
    expect(await pictureSvg({ ...seen, camera: side }, 'cross', false)).toContain('M200 200')
  })
})

describe('view3d picture furniture', () => {
  it('has a bar as long as it says', () => {
    const bar = furnitureOf(seen).find(({ kind }) => kind === 'box')
    expect(bar).toMatchObject({ width: 100 })
  })

  it('shows the range of values with their colours', () => {
    const table = colourTable('viridis', 'light')
    const legend = { kind: 'value', title: 'Diameter (µm)', range: { low: 0.5, high: 8 }, table } as const
    const texts = furnitureOf({ ...seen, scaleBar: false, legend }).flatMap(piece =>
      piece.kind === 'text' ? [piece.text] : [],
    )
    expect(texts).toEqual(['Diameter (µm)', '0.500', '8.00'])
  })
})

describe('view3d picture pixels', () => {
  it('finds opacity and colour from the picture on black and on white', () => {
    // Opaque red; half-transparent blue; nothing.
    const onBlack = Uint8ClampedArray.of(255, 0, 0, 255, 0, 0, 128, 255, 0, 0, 0, 255)
    const onWhite = Uint8ClampedArray.of(255, 0, 0, 255, 127, 127, 255, 255, 255, 255, 255, 255)
    mergeTransparent(onBlack, onWhite)
    expect([...onBlack]).toEqual([255, 0, 0, 255, 0, 0, 255, 128, 0, 0, 0, 0])
  })

  it('covers a picture with tiles, each pixel once', () => {
    const tiles = tilesOf(5000, 2100, 2048)
    expect(tiles.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(5000 * 2100)
    expect(tiles.length).toBe(6)
    expect(tiles.at(-1)).toEqual({ x: 4096, y: 2048, width: 904, height: 52 })
  })

  it('writes the resolution into a PNG behind its header', () => {
    const png = Uint8Array.from({ length: 50 }, (_, at) => at)
    const written = withResolution(png, 300)
    expect([...written.subarray(0, 33), ...written.subarray(54)]).toEqual([...png])
    const chunk = new DataView(written.buffer, 33, 21)
    expect(chunk.getUint32(8)).toBe(11811)
    expect(chunk.getUint32(17)).toBe(crc32(written.subarray(37, 50)))
  })
})

describe('view3d annotations', () => {
  const nowhere = { line: 0, section: -1, sample: -1 }
  const outline = (closed: boolean) => ({
    ...nowhere,
    name: 'pia',
    closed,
    x: Float64Array.of(0, 1, 1),
    y: Float64Array.of(0, 0, 1),
    z: Float64Array.of(5, 5, 5),
    diameter: new Float64Array(3),
  })

  it('makes lines of outlines, closed where they are, and dots of markers and spines', () => {
    const point = { ...nowhere, x: 7, y: 8, z: 9, diameter: 1, kind: 'Dot' }
    const lines = annotationLines({
      markers: [{ ...point, name: '' }],
      spines: [point],
      outlines: [outline(true), outline(false)],
    })
    expect(lines.segments.length / 6).toBe(3 + 2)
    expect([...lines.segments.subarray(12, 18)]).toEqual([1, 1, 5, 0, 0, 5])
    expect([...lines.dots]).toEqual([7, 8, 9, 7, 8, 9])
  })
})
