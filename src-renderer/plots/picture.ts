import type { Layer } from './drawing/layer.ts'

/** Size of a picture [CSS px]. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** A chart: the option that ECharts lays out, and the layers over it. */
export interface Picture {
  readonly option: Record<string, unknown>
  readonly layers: readonly Layer[]
  readonly textColour: string
  readonly font: string
}
