/** A scale bar: a round length and the pixels that it takes. */
export interface ScaleBar {
  readonly lengthUm: number
  readonly pixels: number
}

/** The longest bar of 1, 2 or 5 × 10ⁿ µm that takes at most so many pixels. */
export function chooseScaleBar(umPerPixel: number, mostPixels = 140): ScaleBar {
  const most = umPerPixel * mostPixels
  const decade = 10 ** Math.floor(Math.log10(most))
  const digit = [5, 2, 1].find(candidate => candidate * decade <= most) ?? 1
  const lengthUm = Number((digit * decade).toPrecision(1))
  return { lengthUm, pixels: lengthUm / umPerPixel }
}
