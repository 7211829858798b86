import type { ImportReport } from './importReport.ts'
import type { Morphology } from './morphology.ts'

/** Hardly any cell is larger; units of nm or voxels are likelier [µm]. */
const largestPlausibleUm = 10000

/** Says so if the coordinates look as if they were not in µm. */
export function remarkSize(morphology: Morphology, report: ImportReport): void {
  const { samples } = morphology
  const extents = [samples.x, samples.y, samples.z].map(axis => {
    let low = Infinity
    let high = -Infinity
    for (const value of axis) {
      if (value < low) low = value
      if (value > high) high = value
    }
    return high - low
  })
  const extent = Math.max(...extents)
  if (extent > largestPlausibleUm)
    report.say('morphology/implausible-size', { extentMm: Math.round(extent / 100) / 10 })
}
