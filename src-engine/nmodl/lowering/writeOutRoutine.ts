import type { Span } from '../../core/source/span.ts'
import type { Value } from '../../program/graph.ts'
import type { RoutineBlock } from '../ast/blocks.ts'
import type { Execution } from './execution.ts'
import { runBody } from './statements.ts'

/** Writes a routine out where it is called. */
export function writeOutRoutine(
  execution: Execution,
  routine: RoutineBlock,
  values: readonly Value[],
  span: Span,
): Value {
  const nothing = execution.builder.constant(0)
  const { name } = routine.name
  const run = (): Value => {
    if (routine.kind === 'function') execution.names.declare(name, nothing)
    routine.arguments.forEach((argument, index) =>
      execution.names.declare(argument.name.name, values[index] ?? nothing),
    )
    runBody(execution, routine.body)
    return routine.kind === 'function' ? execution.read(name, span) : nothing
  }
  return execution.deeper(10, span, () => execution.inRoutine(name, run), nothing)
}
