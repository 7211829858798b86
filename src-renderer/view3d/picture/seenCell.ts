import type { Camera, Viewport } from '../camera.ts'
import type { CellDrawing } from '../cellDrawing.ts'
import type { ColourTable, Rgb } from '../colourMaps.ts'
import type { ValueRange } from '../colouring.ts'

/** What the colours of a picture mean. */
export type PictureLegend =
  | {
      readonly kind: 'value'
      readonly title: string
      readonly range: ValueRange
      readonly table: ColourTable
    }
  | { readonly kind: 'types'; readonly types: readonly { readonly label: string; readonly colour: Rgb }[] }

/** A cell as it is seen: all that a picture of it needs. */
export interface SeenCell {
  readonly drawing: CellDrawing
  readonly camera: Camera
  /** Size of the picture [CSS pixels]; files have any number of pixels for each. */
  readonly viewport: Viewport
  /** Four bytes a sample (see `colouring.ts`). */
  readonly colours: Uint8Array
  readonly background: Rgb
  readonly highlight: Rgb
  readonly ink: Rgb
  readonly annotated: boolean
  readonly scaleBar: boolean
  readonly legend?: PictureLegend | undefined
}
