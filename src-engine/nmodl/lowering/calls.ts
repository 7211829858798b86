import type { Span } from '../../core/source/span.ts'
import type { Value } from '../../program/graph.ts'
import type { Execution } from './execution.ts'
import { readTable, tableOf } from './tables/readTable.ts'
import { writeOutRoutine } from './writeOutRoutine.ts'

/** Runs a FUNCTION or PROCEDURE of the file; the value is that of a FUNCTION. Arguments are passed by value. */
export function callRoutine(execution: Execution, name: string, values: readonly Value[], span: Span): Value {
  const { builder, report, model } = execution
  const routine = model.routines.get(name)
  const nothing = builder.constant(0)
  if (!routine || execution.spend(span)) return nothing
  if (execution.calls.includes(name)) {
    const path = [...execution.calls.slice(execution.calls.indexOf(name)), name].join(' → ')
    report.add('nmodl/recursive-call', { name, path }, span)
    return nothing
  }
  const table = execution.usesTables ? tableOf(routine) : undefined
  if (table) return readTable(execution, routine, table, values[0] ?? nothing)
  return writeOutRoutine(execution, routine, values, span)
}
