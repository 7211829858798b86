import type { ImportReport } from './importReport.ts'
import type { Morphology } from './morphology.ts'

/** Hardly any cell is larger; units of nm or voxels are likelier [µm]. */
const largestPlausibleUm = 10000

/** Says so if the coordinates look as if they were not in µm. */
export function remarkSize(morphology: Morphology, report: ImportReport): void {
  const { x, y, z } = morphology.samples
  const extent = Math.max(extentOf(x), extentOf(y), extentOf(z))
  if (extent > largestPlausibleUm)
    report.say('morphology/implausible-size', { extentMm: Math.round(extent / 100) / 10 })
}

function extentOf(values: Float64Array): number {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low
}
