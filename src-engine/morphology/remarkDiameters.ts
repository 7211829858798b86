import type { ImportReport } from './importReport.ts'

/** Says which points have no width, or a negative one. @param points as read, rows [start, end) of which are judged [µm] */
export function remarkDiameters(
  points: { readonly diameter: Float64Array; readonly line: Int32Array },
  start: number,
  end: number,
  report: ImportReport,
): void {
  for (let row = start; row < end; row++) {
    const diameter = points.diameter[row]!
    if (diameter > 0) continue
    const place = { line: points.line[row]! }
    report.say(diameter === 0 ? 'morphology/zero-diameter' : 'morphology/negative-diameter', {}, place)
  }
}
