import { useHost } from '../../host/useHost.ts'
import { download } from '../../plots/export/download.ts'
import { tracePng, traceSvg, type FigureStyle } from '../../plots/export/traceFigure.ts'
import { mostCopiedRows, traceTable } from '../../plots/export/traceTable.ts'
import type { TracePicture } from '../../plots/options/tracePicture.ts'

/** The figure as a vector file. */
export function saveSvg(picture: TracePicture, style: FigureStyle): void {
  download('traces.svg', new Blob([traceSvg(picture, style)], { type: 'image/svg+xml' }))
}

/** The figure as a bitmap, fine enough for print. */
export async function savePng(picture: TracePicture, style: FigureStyle): Promise<void> {
  const scale = style === 'publication' ? 4 : Math.max(2, globalThis.devicePixelRatio)
  download('traces.png', await tracePng(picture, style, scale))
}

/** Every sample of the plot's traces. */
export async function saveCsv({ traces }: TracePicture): Promise<void> {
  const { name, text } = await useHost().traces.exportCsv({ probes: traces.map(({ probe }) => probe) })
  download(name, new Blob([text], { type: 'text/csv' }))
}

/** The samples in sight, for a spreadsheet. */
export async function copyData({ traces, span }: TracePicture): Promise<void> {
  const copied = await Promise.all(
    traces.map(async trace => ({
      trace,
      window: await useHost().traces.window({ probe: trace.probe, ...span, maxPoints: mostCopiedRows }),
    })),
  )
  await navigator.clipboard.writeText(traceTable(copied))
}

/** The figure on the clipboard, as a picture. */
export async function copyPicture(picture: TracePicture): Promise<void> {
  const png = await tracePng(picture, 'screen', 2)
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}
