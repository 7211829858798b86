import type { Morphology } from '../morphology.ts'
import type { StoredPoints } from '../storedPoints.ts'
import { sumOverPieces } from './perPiece.ts'

/** Volume of every section [µm³]: that of its frusta, π h (r₁² + r₁r₂ + r₂²)/3. */
export function sectionVolumes(morphology: Morphology, points: StoredPoints): Float64Array {
  return sumOverPieces(
    morphology,
    points,
    (length, near, far) => (Math.PI / 12) * length * (near * near + near * far + far * far),
  )
}
