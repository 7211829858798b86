import type { Samples } from '../morphology.ts'
import { symmetricAxes } from '../traced/symmetricAxes.ts'

/** How far points reach along the eigenvectors of their covariance [µm], longest first (NeuroM's principal direction extents). */
export function principalExtents(samples: Samples, rows: readonly number[]): [number, number, number] {
  const { x, y, z } = samples
  const columns = [x, y, z]
  const mean = columns.map(
    column => rows.reduce((sum, row) => sum + column[row]!, 0) / Math.max(1, rows.length),
  )
  const matrix = [0, 1, 2].map(() => [0, 0, 0])
  for (const row of rows) {
    for (let i = 0; i < 3; i++) {
      const a = columns[i]![row]! - mean[i]!
      for (let j = 0; j <= i; j++) matrix[i]![j]! += a * (columns[j]![row]! - mean[j]!)
    }
  }
  for (let i = 0; i < 3; i++) for (let j = 0; j < i; j++) matrix[j]![i] = matrix[i]![j]!
  const extents = symmetricAxes(matrix).map(axis => {
    let low = Infinity
    let high = -Infinity
    for (const row of rows) {
      const along =
        (x[row]! - mean[0]!) * axis.x + (y[row]! - mean[1]!) * axis.y + (z[row]! - mean[2]!) * axis.z
      if (along < low) low = along
      if (along > high) high = along
    }
    return high > low ? high - low : 0
  })
  const [a = 0, b = 0, c = 0] = extents.sort((p, q) => q - p)
  return [a, b, c]
}
