import type { Viewport } from '../../view3d/camera.ts'

/** How large a picture is to be. */
export interface PictureSize {
  readonly by: 'pixels' | 'paper'
  /** [pixels] */
  readonly widthPx: number
  /** Width on paper. */
  readonly widthMm: number
  readonly dotsPerInch: number
}

/** Canvases of browsers end here [pixels]. */
export const mostPixels = 16_384

const mmPerInch = 25.4

/** Pixels of the file for each CSS pixel of the view, and its size. */
export function measurePicture(size: PictureSize, { width, height }: Viewport) {
  const wanted = size.by === 'pixels' ? size.widthPx : (size.widthMm / mmPerInch) * size.dotsPerInch
  const scale = Math.max(1, Math.round(wanted)) / width
  const tall = Math.max(1, Math.round(height * scale))
  return {
    scale,
    width: Math.max(1, Math.round(wanted)),
    height: tall,
    heightMm: (size.widthMm * height) / width,
    tooLarge: wanted > mostPixels || tall > mostPixels,
  }
}
