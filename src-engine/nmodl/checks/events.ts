import { visitStatements } from '../ast/visit.ts'
import type { Argument, Statement } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { placesOf } from './places.ts'

/** NET_RECEIVE belongs to something that connections can end at, and what stands in it fits its arguments. */
export function checkEvents(report: Report, model: MechanismModel): void {
  const { netReceive, kind } = model
  if (netReceive) {
    const place = { start: netReceive.span.start, end: netReceive.span.start + 'NET_RECEIVE'.length }
    if (kind !== 'point' && kind !== 'artificial') report.add('nmodl/events-without-place', {}, place)
    if (netReceive.arguments.length === 0) report.add('nmodl/no-weight', {}, place)
    for (const statement of netReceive.body.statements) {
      if (statement.kind === 'net-initial') continue
      for (const inner of innerInitials(statement)) {
        report.add(
          'nmodl/misplaced-statement',
          { what: 'INITIAL', where: 'inside another statement' },
          inner.span,
        )
      }
    }
  }
  for (const { body } of placesOf(model)) {
    visitStatements(body, statement => checkStatement(report, model.weights, statement))
  }
}

function innerInitials(statement: Statement): readonly Statement[] {
  const found: Statement[] = []
  const body = { statements: [statement], span: statement.span }
  visitStatements(body, inner => {
    if (inner.kind === 'net-initial') found.push(inner)
  })
  return found
}

function checkStatement(report: Report, weights: readonly Argument[], statement: Statement): void {
  if (statement.kind === 'for-netcons') {
    const expected = weights.length
    const found = statement.arguments.length
    if (found !== expected) {
      report.add('nmodl/argument-count', { name: 'FOR_NETCONS', expected, found }, statement.span)
    }
  }
  if (statement.kind !== 'watch') return
  for (const { condition } of statement.watches) {
    if (!isCrossing(condition)) report.add('nmodl/watch-condition', {}, condition.span)
  }
}

/** Whether a condition says that one number rises above or falls below another. */
function isCrossing(condition: Expression): boolean {
  return condition.kind === 'binary' && (condition.operator === '<' || condition.operator === '>')
}
