import type { Morphology } from '../morphology.ts'
import type { StoredPoints } from '../storedPoints.ts'
import { sumOverPieces } from './perPiece.ts'

/** Membrane area of every section [µm²]: the side areas of its frusta, π (r₁ + r₂) √(h² + (r₂ − r₁)²), no end caps. */
export function sectionAreas(morphology: Morphology, points: StoredPoints): Float64Array {
  return sumOverPieces(morphology, points, (length, near, far) => {
    const taper = (far - near) / 2
    return ((Math.PI * (near + far)) / 2) * Math.sqrt(length * length + taper * taper)
  })
}
