import { visitStatements } from '../ast/visit.ts'
import type { RoutineBlock } from '../ast/blocks.ts'
import type { TableStatement } from '../ast/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** TABLE stands in a routine of one argument, names what it tabulates, and has a whole number of intervals. */
export function checkTables(report: Report, model: MechanismModel): void {
  for (const routine of model.routines.values()) {
    let first: TableStatement | undefined
    visitStatements(routine.body, statement => {
      if (statement.kind !== 'table') return
      if (first) report.add('nmodl/second-table', { name: routine.name.name }, statement.span)
      first ??= statement
      checkTable(report, model, routine, statement)
    })
  }
  for (const table of model.functionTables.values()) {
    if (table.arguments.length > 0) continue
    report.add('nmodl/argument-count', { name: table.name.name, expected: 1, found: 0 }, table.name.span)
  }
}

function checkTable(
  report: Report,
  model: MechanismModel,
  routine: RoutineBlock,
  { names, depends, span }: TableStatement,
): void {
  const { name } = routine.name
  if (routine.arguments.length !== 1) report.add('nmodl/table-argument', { name }, span)
  if (routine.kind === 'function' && names.length > 0)
    report.add('nmodl/table-names', { name, kind: 'FUNCTION' }, span)
  if (routine.kind === 'procedure' && names.length === 0)
    report.add('nmodl/table-names', { name, kind: 'PROCEDURE' }, span)
  for (const listed of [...names, ...depends]) {
    if (model.variables.has(listed.name)) continue
    const known = model.variables.keys()
    report.add('nmodl/undeclared-name', { name: listed.name, known }, listed.span)
  }
}
