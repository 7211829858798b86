import { renderCanvas, renderSvg } from '../EChart.vue'
import type { PictureSize } from '../picture.ts'
import { drawPicture } from '../options/drawPicture.ts'
import type { TracePicture } from '../options/tracePicture.ts'
import { publicationTheme } from '../plotTheme.ts'

/** As on the screen, or as a journal wants it: white, black axes, no grid. */
export type FigureStyle = 'screen' | 'publication'

/** The size of a figure for print [CSS px]: 180 mm wide at 96 px an inch, two columns of most journals. */
export const publicationSize: PictureSize = { width: 680, height: 320 }

/** The picture in a style, with the curves' names in it. */
export function figurePicture(picture: TracePicture, style: FigureStyle): TracePicture {
  if (style === 'screen') return { ...picture, legend: true }
  const rows = new Set(picture.traces.map(({ unit }) => unit)).size
  const height = publicationSize.height * Math.max(1, rows * 0.6)
  return {
    ...picture,
    theme: publicationTheme,
    size: { width: publicationSize.width, height },
    legend: true,
    columnsPerPx: 2,
  }
}

/** The figure as SVG text. */
export function traceSvg(picture: TracePicture, style: FigureStyle): string {
  const figure = figurePicture(picture, style)
  return renderSvg(drawPicture(figure).picture, figure.size)
}

/** The figure as a PNG file, `scale` pixels for each CSS pixel. */
export function tracePng(picture: TracePicture, style: FigureStyle, scale: number): Promise<Blob> {
  const figure = figurePicture(picture, style)
  const canvas = renderCanvas(drawPicture(figure).picture, figure.size, scale)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob =>
        blob ? resolve(blob) : reject(new Error('The browser could not make a picture of this size.')),
      'image/png',
    ),
  )
}
