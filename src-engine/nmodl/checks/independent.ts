import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** Equations are solved along t; other variables of INDEPENDENT can only be swept. */
export function checkIndependent(report: Report, { independent }: MechanismModel): void {
  if (!independent || independent.sweep || independent.name.name === 't') return
  report.add('nmodl/independent-not-t', { name: independent.name.name }, independent.name.span)
}
