import type * as engine from '../../../src-engine/index.ts'
import { cameraAxes } from '../camera.ts'
import type { Rgb } from '../colourMaps.ts'
import { emphasis } from '../colouring.ts'
import { furnitureOf, letterSize, type Furniture } from './furniture.ts'
import type { SeenCell } from './seenCell.ts'

const hex = ([red, green, blue]: Rgb): string =>
  `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`

/** How much of the highlight and of the background a sample's emphasis mixes in; the shader has the same numbers. */
const mixing: Readonly<Record<number, readonly [highlight: number, background: number]>> = {
  [emphasis.hovered]: [0.9, 0],
  [emphasis.selected]: [0.7, 0],
  [emphasis.faint]: [0, 0.85],
}

/** The colour of a sample as it is seen, but without the light: red · 65536 + green · 256 + blue. */
function colourSeen({ colours, highlight, background }: SeenCell, sample: number): number {
  const [bright, faint] = mixing[colours[sample * 4 + 3] ?? emphasis.plain] ?? [0, 0]
  let packed = 0
  for (let part = 0; part < 3; part++) {
    const lit = colours[sample * 4 + part]! * (1 - bright) + highlight[part]! * bright // hot
    packed = packed * 256 + Math.round(lit * (1 - faint) + background[part]! * faint)
  }
  return packed
}

/**
 * The cell as seen, as a vector file: the same frame, scale bar and legend as the picture in pixels.
 *
 * @param widthMm width on paper; without it the file is as large as the view
 */
export async function pictureSvg(
  seen: SeenCell,
  title: string,
  transparent: boolean,
  widthMm?: number,
): Promise<string> {
  // Loaded when the first vector picture is made: nothing else in the window needs the engine itself.
  const { drawSeen, px, xmlText } = await import('../../../src-engine/index.ts')
  const { camera, viewport, drawing, annotated } = seen
  const { right, up } = cameraAxes(camera)
  const svg = drawSeen(
    drawing.view.morphology,
    { target: camera.target, right, up, umPerPixel: camera.umPerPixel, ...viewport },
    {
      colourOf: sample => colourSeen(seen, sample),
      background: transparent ? undefined : hex(seen.background),
      annotationInk: annotated ? hex(seen.ink) : undefined,
      thinnestPx: 1.2,
      title,
      over: furnitureOf(seen).map(piece => element(piece, { px, xmlText })),
    },
  )
  if (widthMm === undefined) return svg
  const heightMm = (widthMm * viewport.height) / viewport.width
  // The first width and height are those of the whole picture; what lies within keeps its own units.
  return svg.replace(/ width="[^"]*" height="[^"]*"/, ` width="${px(widthMm)}mm" height="${px(heightMm)}mm"`)
}

function element(piece: Furniture, { px, xmlText }: Pick<typeof engine, 'px' | 'xmlText'>): string {
  const at = `x="${px(piece.x)}" y="${px(piece.y)}" fill="${hex(piece.colour)}"`
  if (piece.kind === 'box') return `<rect ${at} width="${px(piece.width)}" height="${px(piece.height)}"/>`
  return `<text ${at} font-size="${letterSize}" text-anchor="${piece.anchor}">${xmlText(piece.text)}</text>`
}
