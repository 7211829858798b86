import type { Samples } from '../morphology.ts'
import { symmetricAxes } from '../traced/symmetricAxes.ts'

/** How far points reach along the eigenvectors of their covariance [µm], longest first (NeuroM's principal direction extents). */
export function principalExtents(samples: Samples, rows: readonly number[]): [number, number, number] {
  // hot
  const { x, y, z } = samples
  const count = Math.max(1, rows.length)
  let mx = 0
  let my = 0
  let mz = 0
  for (const row of rows) {
    mx += x[row]!
    my += y[row]!
    mz += z[row]!
  }
  mx /= count
  my /= count
  mz /= count
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0]
  for (const row of rows) {
    const a = x[row]! - mx
    const b = y[row]! - my
    const c = z[row]! - mz
    xx += a * a
    xy += a * b
    xz += a * c
    yy += b * b
    yz += b * c
    zz += c * c
  }
  const axes = symmetricAxes([
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ])
  const extents = axes.map(axis => {
    let low = Infinity
    let high = -Infinity
    for (const row of rows) {
      const along = (x[row]! - mx) * axis.x + (y[row]! - my) * axis.y + (z[row]! - mz) * axis.z
      if (along < low) low = along
      if (along > high) high = along
    }
    return high > low ? high - low : 0
  })
  const [longest = 0, middle = 0, shortest = 0] = extents.sort((p, q) => q - p)
  return [longest, middle, shortest]
}
