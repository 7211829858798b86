import { interpolatePlasma, interpolateViridis } from 'd3-scale-chromatic'

/** A colour of 0…255 parts. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** The colour maps on offer. Both are perceptually even and can be told apart without colour. */
export type ColourMapName = 'viridis' | 'plasma'

/** 256 colours, shape [256, 3]. */
export type ColourTable = Uint8Array

/**
 * The part of a map that stands out from the background: its darkest colours are lost on a dark one, its lightest
 * on a light one.
 */
const visiblePart: Readonly<
  Record<ColourMapName, Readonly<Record<'light' | 'dark', readonly [number, number]>>>
> = {
  viridis: { light: [0, 0.93], dark: [0.18, 1] },
  plasma: { light: [0, 0.9], dark: [0.26, 1] },
}

/** Reads `rgb(1, 2, 3)` or `#rrggbb`. */
export function parseColour(text: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim())
  if (hex) return [parseInt(hex[1] ?? '0', 16), parseInt(hex[2] ?? '0', 16), parseInt(hex[3] ?? '0', 16)]
  const [red = 0, green = 0, blue = 0] = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  return [red, green, blue]
}

/** The 256 colours of a map for a theme, from the smallest value to the largest. */
export function colourTable(name: ColourMapName, theme: 'light' | 'dark'): ColourTable {
  const [low, high] = visiblePart[name][theme]
  const at = name === 'viridis' ? interpolateViridis : interpolatePlasma
  const table = new Uint8Array(256 * 3)
  for (let step = 0; step < 256; step++)
    table.set(parseColour(at(low + ((high - low) * step) / 255)), step * 3)
  return table
}

/** A CSS gradient of the map, for legends, from left to right. */
export function colourGradient(table: ColourTable): string {
  const stops = Array.from({ length: 9 }, (_, stop) => {
    const at = Math.round((stop / 8) * 255) * 3
    return `rgb(${table[at] ?? 0} ${table[at + 1] ?? 0} ${table[at + 2] ?? 0})`
  })
  return `linear-gradient(90deg in oklab, ${stops.join(', ')})`
}
