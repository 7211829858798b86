import type { WrittenSamples } from '../numberText.ts'

/** A place on a section as one on the piece between two of its samples. */
export interface PlaceOnPiece {
  /** 0 for the piece between the first two samples. */
  readonly piece: number
  /** 0 at the piece's near end, 1 at its far end. */
  readonly fraction: number
}

/** So near to a sample, in parts of the section's length, a place is at it. */
const samePlace = 1e-12

/** The piece of a section, of samples [start, end), that a place 0…1 along it lies on; a sample is the end of a piece. */
export function placeOnSection(
  { x, y, z }: WrittenSamples,
  [start, end]: readonly [number, number],
  place: number,
): PlaceOnPiece {
  if (place === 0) return { piece: 0, fraction: 0 }
  if (place === 1) return { piece: end - start - 2, fraction: 1 }
  const lengths: number[] = []
  let total = 0
  for (let sample = start + 1; sample < end; sample++) {
    const dx = x[sample]! - x[sample - 1]!
    const dy = y[sample]! - y[sample - 1]!
    const dz = z[sample]! - z[sample - 1]!
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz)
    lengths.push(length)
    total += length
  }
  let before = 0
  for (let piece = 0; piece < lengths.length; piece++) {
    const length = lengths[piece]!
    const left = place * total - before
    if (left <= length + samePlace * total) {
      const isAtEnd = Math.abs(left - length) <= samePlace * total
      return { piece, fraction: isAtEnd || length === 0 ? 1 : left / length }
    }
    before += length
  }
  return { piece: lengths.length - 1, fraction: 1 }
}
