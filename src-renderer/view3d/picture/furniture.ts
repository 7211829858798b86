import { formatMeasure, formatNumber } from '../../format/quantity.ts'
import type { Rgb } from '../colourMaps.ts'
import { chooseScaleBar } from '../scaleBar.ts'
import type { PictureLegend, SeenCell } from './seenCell.ts'

/** Something drawn over the cell [CSS pixels]; text stands on `y`. */
export type Furniture =
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly colour: Rgb
    }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly anchor: 'start' | 'end'
      readonly text: string
      readonly colour: Rgb
    }

/** Size of letters [CSS pixels]. */
export const letterSize = 12

const edge = 16
const lineHeight = 17
const rampWidth = 160
const rampSteps = 64

/** A length for people: µm, or mm from 1000 on. */
const lengthLabel = (um: number): string =>
  um >= 1000 ? `${formatNumber(um / 1000)} mm` : `${formatNumber(um)} µm`

/** Scale bar with its length at the lower right, legend at the lower left. */
export function furnitureOf({
  camera,
  viewport: { width, height },
  ink,
  scaleBar,
  legend,
}: SeenCell): readonly Furniture[] {
  const all: Furniture[] = []
  if (scaleBar) {
    const bar = chooseScaleBar(camera.umPerPixel, Math.min(140, width / 3))
    const [x, y] = [width - edge - bar.pixels, height - edge]
    all.push({ kind: 'box', x, y: y - 3, width: bar.pixels, height: 3, colour: ink })
    const text = lengthLabel(bar.lengthUm)
    all.push({ kind: 'text', x: width - edge, y: y - 9, anchor: 'end', text, colour: ink })
  }
  if (legend) all.push(...legendAt(edge, height - edge, legend, ink))
  return all
}

function legendAt(x: number, bottom: number, legend: PictureLegend, ink: Rgb): Furniture[] {
  if (legend.kind === 'types')
    return legend.types.flatMap(({ label, colour }, row): Furniture[] => {
      const y = bottom - (legend.types.length - 1 - row) * lineHeight
      return [
        { kind: 'box', x, y: y - 6, width: 14, height: 4, colour },
        { kind: 'text', x: x + 22, y, anchor: 'start', text: label, colour: ink },
      ]
    })
  const { range, table, title } = legend
  const step = rampWidth / rampSteps
  const ramp = Array.from({ length: rampSteps }, (_, at): Furniture => {
    const entry = Math.round((at / (rampSteps - 1)) * 255) * 3
    const colour = [table[entry] ?? 0, table[entry + 1] ?? 0, table[entry + 2] ?? 0] as const
    return { kind: 'box', x: x + at * step, y: bottom - 26, width: step + 0.5, height: 9, colour }
  })
  const text = (value: number): string => formatMeasure(value, 3)
  return [
    { kind: 'text', x, y: bottom - 33, anchor: 'start', text: title, colour: ink },
    ...ramp,
    { kind: 'text', x, y: bottom - 2, anchor: 'start', text: text(range.low), colour: ink },
    { kind: 'text', x: x + rampWidth, y: bottom - 2, anchor: 'end', text: text(range.high), colour: ink },
  ]
}
