import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** Equations are solved along t; other variables of INDEPENDENT can only be swept. */
export function checkIndependent(report: Report, { independent, variables }: MechanismModel): void {
  if (!independent || independent.sweep || variables.get(independent.name.name)?.role === 'host') return
  report.add('nmodl/independent-not-t', { name: independent.name.name }, independent.name.span)
}
