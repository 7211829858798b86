/** To the thread: a frame's pixels, or the end. */
export type GifRequest =
  | {
      readonly kind: 'frame'
      readonly pixels: Uint8ClampedArray
      readonly width: number
      readonly height: number
      /** How long it is shown [ms]; GIF counts hundredths of a second. */
      readonly delayMs: number
    }
  | { readonly kind: 'finish' }

/** From the thread: room for another frame, or the file. */
export type GifAnswer = { readonly kind: 'taken' } | { readonly kind: 'file'; readonly bytes: Uint8Array }
