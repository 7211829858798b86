import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'

/** The name of the series that a call is about. */
function nameOf(call: Call): string {
  const [first] = call.arguments
  return first?.kind === 'name' ? first.name : ''
}

/** How many numbers this instance has been given. */
function countOf({ builder }: Execution, name: string): Value {
  return builder.column('own', `${name}.count`)
}

/** What a mechanism asks of a series of numbers that the user gave it: one under SERIES, or one of C code. */
export const seriesBuiltins: Readonly<Record<string, Builtin>> = {
  vector_capacity: { run: (execution, call) => countOf(execution, nameOf(call)) },

  vector_given: {
    run: (execution, call) => {
      const { builder } = execution
      return builder.apply('lt', builder.constant(0), countOf(execution, nameOf(call)))
    },
  },

  vector_at: {
    run(execution, call) {
      const { builder } = execution
      const name = nameOf(call)
      const [, position] = call.arguments
      const index = position ? evaluate(execution, position) : builder.constant(0)
      const inside = builder.apply(
        'and',
        builder.apply('le', builder.constant(0), index),
        builder.apply('lt', index, countOf(execution, name)),
      )
      execution.fault({ code: 'nmodl/series-index', facts: { name } }, builder.apply('not', inside))
      const at = builder.apply('add', builder.column('own', `${name}.first`), index)
      const here = builder.apply('and', execution.when(), inside)
      return builder.element(`table:${name}`, 'value', at, here)
    },
  },
}
