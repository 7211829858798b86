/** The part of gifenc that is used here; the package brings no types. */
declare module 'gifenc' {
  /** Colours as [red, green, blue], at most 256. */
  export type Palette = number[][]

  export interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number; repeat: number },
    ): void
    finish(): void
    bytes(): Uint8Array
  }

  export function GIFEncoder(): Encoder
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, colours: number): Palette
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette): Uint8Array
}
