import type { Picture } from '../picture.ts'
import type { PlotTheme } from '../plotTheme.ts'
import { traceLayers } from './traceLayers.ts'
import { traceOption } from './traceOptions.ts'
import { scaledRows, type ScaledRow, type TracePicture } from './tracePicture.ts'

/** A picture with its rows: where things lie, for pointers and cursors. */
export interface DrawnPicture {
  readonly rows: readonly ScaledRow[]
  readonly picture: Picture
}

const themes = new WeakMap<object, PlotTheme>()

/** Builds the chart and the layers over it. Keeps the chart of `before` where nothing of it has changed. */
export function drawPicture(picture: TracePicture, before?: DrawnPicture): DrawnPicture {
  const rows = scaledRows(picture)
  const { theme } = picture
  const same =
    before !== undefined && themes.get(before.picture.option) === theme && sameRows(rows, before.rows)
  const option = same ? before.picture.option : traceOption(rows, picture)
  themes.set(option, theme)
  return {
    rows: same ? before.rows : rows,
    picture: {
      option,
      layers: traceLayers(rows, picture),
      textColour: theme.text,
      font: `${theme.fontSizePx}px ${theme.fontFamily}`,
    },
  }
}

function sameRows(a: readonly ScaledRow[], b: readonly ScaledRow[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, i) => {
      const other = b[i] as ScaledRow
      return (Object.keys(row) as (keyof ScaledRow)[]).every(key => row[key] === other[key])
    })
  )
}
