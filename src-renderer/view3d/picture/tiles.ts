/** A part of a picture [pixels of the file]. */
export interface Tile {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Cuts a picture into parts that any graphics system can draw at once. */
export function tilesOf(width: number, height: number, most: number): readonly Tile[] {
  const tiles: Tile[] = []
  for (let y = 0; y < height; y += most)
    for (let x = 0; x < width; x += most)
      tiles.push({ x, y, width: Math.min(most, width - x), height: Math.min(most, height - y) })
  return tiles
}
