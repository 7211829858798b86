import type { ImportReport } from './importReport.ts'

/** Points without width, or with a negative one. @param points as read, one row a line of the file [µm] */
export function remarkDiameters(
  points: { readonly count: number; readonly diameter: Float64Array; readonly line: Int32Array },
  report: ImportReport,
): void {
  for (let row = 0; row < points.count; row++) {
    const diameter = points.diameter[row]!
    if (diameter > 0) continue
    const place = { line: points.line[row]! }
    report.say(diameter === 0 ? 'morphology/zero-diameter' : 'morphology/negative-diameter', {}, place)
  }
}
