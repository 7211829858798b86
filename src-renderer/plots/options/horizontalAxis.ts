import { drawLevel, drawTicks, type Label, type Layer } from '../drawing/layer.ts'
import type { PlotTheme } from '../plotTheme.ts'
import { plotMargins, type PlotRow } from './rowLayout.ts'

/** A number on the horizontal axis, and where it lies as a share of the axis. */
export interface HorizontalTick {
  readonly share: number
  readonly text: string
}

/** The axis that all rows of a picture share: grid lines in each; line, ticks, numbers and name under the last one. */
export function horizontalAxis(
  rows: readonly PlotRow[],
  ticks: readonly HorizontalTick[],
  name: string,
  theme: PlotTheme,
): readonly Layer[] {
  const last = rows.at(-1)
  if (!last) return []
  const xs = ticks.map(({ share }) => last.x + share * last.width)
  // Whole pixels and a half: one-pixel lines are then sharp.
  const sharp = xs.map(x => Math.round(x - 0.5) + 0.5)
  // The value axis stands at the left edge.
  const inner = sharp.filter(x => x > last.x + 1)
  const bottom = Math.round(last.y + last.height) + 0.5
  const line = { colour: theme.axis, widthPx: 1, dash: [], opacity: 1 }
  // A digit is about 0.7 of the font's size wide; the last number must not leave the picture.
  const mostX = (text: string) =>
    last.x + last.width + plotMargins.right - text.length * 0.36 * theme.fontSizePx
  const numbers: Label[] = ticks.map(({ text }, i) => ({
    text,
    x: Math.min(xs[i] as number, mostX(text)),
    y: bottom + 7,
    align: 'center',
    baseline: 'top',
  }))
  const title: Label = {
    text: name,
    x: last.x + last.width / 2,
    y: bottom + 22,
    align: 'center',
    baseline: 'top',
  }
  const grid = rows
    .filter(({ kind }) => kind === 'traces' && theme.grid !== 'transparent')
    .map(({ y, height }) => ({ ...line, colour: theme.grid, draw: drawTicks(inner, y, y + height) }))
  return [
    {
      clip: undefined,
      strokes: [
        ...grid,
        { ...line, draw: drawLevel(last.x, bottom, last.width) },
        { ...line, draw: drawTicks(sharp, bottom, bottom + 4) },
      ],
      labels: [...numbers, title],
    },
  ]
}
