/**
 * Colours with their opacity, from the same picture on black and on white: where both agree something is in the way,
 * where they differ the background shows through. Four bytes a pixel; `onBlack` takes the result.
 */
export function mergeTransparent(onBlack: Uint8ClampedArray, onWhite: Uint8ClampedArray): void {
  for (let at = 0; at < onBlack.length; at += 4) {
    const through = Math.max(
      onWhite[at]! - onBlack[at]!, // hot: below length
      onWhite[at + 1]! - onBlack[at + 1]!,
      onWhite[at + 2]! - onBlack[at + 2]!,
    )
    const opacity = 255 - Math.max(0, through)
    const scale = opacity > 0 ? 255 / opacity : 0
    onBlack[at] = onBlack[at]! * scale
    onBlack[at + 1] = onBlack[at + 1]! * scale
    onBlack[at + 2] = onBlack[at + 2]! * scale
    onBlack[at + 3] = opacity
  }
}
