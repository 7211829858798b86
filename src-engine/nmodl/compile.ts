import { checked, refused, type Checked } from '../core/checked.ts'
import type { SourceText } from '../core/source/sourceText.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { printProgram } from '../program/print.ts'
import { printTree } from './ast/print.ts'
import { checks } from './checks/index.ts'
import { fingerprint } from './fingerprint.ts'
import { lower } from './lowering/index.ts'
import { buildModel } from './model/buildModel.ts'
import { describeFields, describeIons } from './model/describe.ts'
import { printModel } from './model/printModel.ts'
import { parse } from './parser/parser.ts'
import { createReport } from './report.ts'

/** The stages of the compiler, in order; the result of each can be shown as text. */
export const stages = ['tree', 'model', 'program'] as const

export type Stage = (typeof stages)[number]

/** Receives what a stage has made, as text that is only made when asked for. */
export type StageWatcher = (stage: Stage, print: () => string) => void

/**
 * Compiles the text of a .mod file, from characters to lane programs.
 *
 *     text ─ parse ─▶ SyntaxTree ─ buildModel, checks ─▶ MechanismModel ─ lower ─▶ programs ─▶ CompiledMechanism
 *
 * Every stage says all that it can; a stage runs only on what the one before it found to be in order.
 */
export function compileMechanism(
  source: SourceText,
  watch: StageWatcher = () => {},
): Checked<CompiledMechanism> {
  const report = createReport(source)
  const tree = parse(report)
  watch('tree', () => printTree(tree))
  const model = buildModel(report, tree)
  if (!model) return refused(report.diagnostics)
  for (const check of checks) check(report, model)
  watch('model', () => printModel(model))
  if (report.errors() > 0) return refused(report.diagnostics)
  const { programs, lasting } = lower(report, model)
  watch('program', () =>
    Object.values(programs)
      .map(program => (program ? printProgram(program) : ''))
      .join('\n'),
  )
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

/** What one stage makes of a text, for `--print`; undefined where the text is refused before. */
export function printStage(source: SourceText, wanted: Stage): Checked<string> {
  let printed: string | undefined
  const { diagnostics } = compileMechanism(source, (stage, print) => {
    if (stage === wanted) printed = print()
  })
  return { value: printed, diagnostics }
}
