import { checked, refused, type Checked } from '../core/checked.ts'
import type { SourceText } from '../core/source/sourceText.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { printTree } from './ast/print.ts'
import { checks } from './checks/index.ts'
import { describeMechanism } from './describeMechanism.ts'
import { lower } from './lowering/index.ts'
import { printPrograms, printTables } from './lowering/print.ts'
import type { Pass } from '../program/printPasses.ts'
import { buildModel } from './model/buildModel.ts'
import { printModel } from './model/printModel.ts'
import type { ReadInclude } from './parser/include.ts'
import { parse } from './parser/parser.ts'
import { createReport } from './report.ts'
import { translateVerbatim } from './verbatim/translateVerbatim.ts'
import { checkUnits } from './units/checkUnits.ts'

/** The stages of the compiler, in order; the result of each can be shown as text. */
export const stages = ['tree', 'model', 'values', 'schedule', 'program', 'exact', 'tables'] as const

export type Stage = (typeof stages)[number]

/** What each stage makes, for people. */
export const stageSummaries: Readonly<Record<Stage, string>> = {
  tree: 'the syntax tree, written as NMODL',
  model: 'the names that the file declares, with the place where each lives',
  values: 'what each hook computes, in its simplest form, and its effects',
  schedule: 'the same put in order: what is hoisted, skipped, looped',
  program: 'the lane program of each hook',
  exact: 'the same programs with TABLE computed instead of looked up',
  tables: 'the programs that fill the tables',
}

/** Receives what a stage has made, as text that is only made when asked for. */
export type StageWatcher = (stage: Stage, print: () => string) => void

/** What a compilation takes besides the text. */
export interface CompileOptions {
  readonly watch?: StageWatcher
  /** Gives the text of a file that INCLUDE names; without it INCLUDE is refused. */
  readonly readInclude?: ReadInclude
  /** Whether units are checked as well; what is wrong with them is a warning. */
  readonly units?: boolean
}

/**
 * Compiles the text of a .mod file, from characters to lane programs.
 *
 *     text ─ parse, translateVerbatim ─▶ SyntaxTree ─ buildModel, checks ─▶ MechanismModel ─ lower ─▶ programs ─▶ CompiledMechanism
 *
 * Every stage says all that it can; a stage runs only on what the one before it found to be in order.
 */
export function compileMechanism(
  source: SourceText,
  { watch = () => {}, readInclude, units = false }: CompileOptions = {},
): Checked<CompiledMechanism> {
  const report = createReport(source)
  const written = parse(report, readInclude)
  watch('tree', () => printTree(written))
  const { tree, sayLeftOut } = translateVerbatim(report, written)
  const model = buildModel(report, tree)
  if (!model) return refused(report.diagnostics)
  for (const check of checks) check(report, model)
  // Units are gone through in the tree, which must be without errors for that.
  if (units && report.errors() === 0) checkUnits(report, model, written)
  watch('model', () => printModel(model))
  if (report.errors() > 0) return refused(report.diagnostics)
  const passes: Record<Pass, (() => string)[]> = { values: [], schedule: [] }
  const lowered = lower(report, model, (pass, print) => passes[pass].push(print))
  sayLeftOut()
  if (report.errors() > 0) return refused(report.diagnostics)
  for (const pass of ['values', 'schedule'] as const)
    watch(pass, () => passes[pass].map(print => print()).join('\n'))
  watch('program', () => printPrograms(lowered.programs))
  watch('exact', () => printPrograms(lowered.exactPrograms ?? lowered.programs))
  watch('tables', () => printTables(lowered.tables))
  return checked(describeMechanism(report, lowered), report.diagnostics)
}

/** What one stage makes of a text, for `--print`; undefined where the text is refused before. */
export function printStage(
  source: SourceText,
  wanted: Stage,
  options: Pick<CompileOptions, 'readInclude'> = {},
): Checked<string> {
  let printed: string | undefined
  const watch: StageWatcher = (stage, print) => {
    if (stage === wanted) printed = print()
  }
  const { diagnostics } = compileMechanism(source, { ...options, watch })
  return { value: printed, diagnostics }
}
