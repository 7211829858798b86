import type { Block, Body, RoutineBlock } from '../ast/nodes.ts'
import { visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** Statements stand where they mean something, and what cannot be run is said to be so. */
export function checkStatements(report: Report, model: MechanismModel): void {
  if (model.initial) checkBody(report, model.initial, undefined)
  if (model.breakpoint) checkBody(report, model.breakpoint, undefined)
  for (const derivative of model.derivatives.values()) checkBody(report, derivative.body, derivative)
  for (const routine of model.routines.values()) {
    checkBody(report, routine.body, routine)
    checkResult(report, routine)
  }
}

function checkBody(
  report: Report,
  body: Body,
  owner: RoutineBlock | Extract<Block, { kind: 'derivative' }> | undefined,
): void {
  visitStatements(body, statement => {
    switch (statement.kind) {
      case 'while':
        report.add(
          'nmodl/not-supported-yet',
          { what: 'while loops' },
          { start: statement.span.start, end: statement.condition.span.end },
        )
        return
      case 'verbatim':
        if (!isTrivial(statement.text, statement === body.statements.at(-1)))
          report.add('nmodl/verbatim', {}, statement.span)
        return
      case 'table':
        report.add('nmodl/table-not-used', { name: owner?.name.name ?? 'this block' }, statement.span)
        return
      case 'derivative':
        if (owner?.kind !== 'derivative') {
          const what = `The equation for "${statement.state.name}'"`
          report.add(
            'nmodl/misplaced-statement',
            { what, where: 'outside a DERIVATIVE block' },
            statement.span,
          )
        }
    }
  })
}

/** C code that does nothing: none at all, or a return at the very end. */
function isTrivial(code: string, isLast: boolean): boolean {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .trim()
  return bare === '' || (isLast && /^return\s*(0(\.0*)?)?\s*;$/.test(bare))
}

function checkResult(report: Report, routine: RoutineBlock): void {
  if (routine.kind !== 'function') return
  let assigned = false
  visitStatements(routine.body, statement => {
    if (statement.kind === 'assign' && statement.target.name === routine.name.name) assigned = true
  })
  if (!assigned) report.add('nmodl/function-without-value', { name: routine.name.name }, routine.name.span)
}
