import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { createSourceText } from '../../src-engine/core/source/sourceText.ts'
import { buildModel } from '../../src-engine/nmodl/model/buildModel.ts'
import { parse } from '../../src-engine/nmodl/parser/parser.ts'
import { createReport } from '../../src-engine/nmodl/report.ts'
import { checkUnits } from '../../src-engine/nmodl/units/checkUnits.ts'
import { unitMessages } from '../../src-engine/nmodl/units/messages.ts'

/** What the check of units says of a file that can otherwise be read. */
export function checkedUnits(text: string): readonly Diagnostic[] {
  const report = createReport(createSourceText('snippet.mod', text))
  const tree = parse(report)
  const faults = report.diagnostics.map(({ message }) => message)
  if (faults.length > 0) throw new Error(`cannot be read: ${faults.join(' ')}\n${text}`)
  const model = buildModel(report, tree)
  if (!model) throw new Error(`no mechanism:\n${text}`)
  checkUnits(report, model, tree)
  return report.diagnostics.filter(({ code }) => Object.hasOwn(unitMessages, code))
}
