import { checked, refused, type Checked } from '../core/checked.ts'
import type { SourceText } from '../core/source/sourceText.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { checks } from './checks/index.ts'
import { fingerprint } from './fingerprint.ts'
import { lower } from './lowering/index.ts'
import { buildModel } from './model/buildModel.ts'
import { describeFields, describeIons } from './model/describe.ts'
import { parse } from './parser/parser.ts'
import { createReport } from './report.ts'

/**
 * Compiles the text of a .mod file, from characters to lane programs.
 *
 *     text ─ parse ─▶ SyntaxTree ─ buildModel, checks ─▶ MechanismModel ─ lower ─▶ programs ─▶ CompiledMechanism
 *
 * Every stage says all that it can; a stage runs only on what the one before it found to be in order.
 */
export function compileMechanism(source: SourceText): Checked<CompiledMechanism> {
  const report = createReport(source)
  const tree = parse(report)
  const model = buildModel(report, tree)
  if (!model) return refused(report.diagnostics)
  for (const check of checks) check(report, model)
  if (report.errors() > 0) return refused(report.diagnostics)
  const { programs, lasting } = lower(report, model)
  const mechanism: CompiledMechanism = {
    name: model.name,
    kind: model.kind,
    title: model.title,
    fields: describeFields(model, lasting),
    ions: describeIons(model),
    programs,
    fingerprint: fingerprint(source.text),
  }
  return checked(mechanism, report.diagnostics)
}
