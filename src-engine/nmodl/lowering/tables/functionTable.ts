import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'

/**
 * A call of a FUNCTION_TABLE of one or two arguments: linear interpolation between the points given from outside,
 * the outermost points beyond them.
 *
 * The points of f lie in space `table:f`: columns `x` (rising) and `y`, with `f.entries` points. With two arguments
 * `x2` holds the points of the second, `f.entries2` of them, and y of (i, j) lies at i·entries2 + j. No points at all
 * is a fault.
 */
export function readFunctionTable(execution: Execution, name: string, values: readonly Value[]): Value {
  const { builder } = execution
  const nothing = builder.constant(0)
  const entries = builder.uniform(`${name}.entries`)
  execution.fault(
    { code: 'nmodl/function-table-empty', facts: { name } },
    builder.apply('le', entries, nothing),
  )
  const first = locate(execution, name, 'x', entries, values[0] ?? nothing)
  const y = (index: Value) => element(execution, name, 'y', index)
  if (values.length < 2) return between(execution, y(first.below), y(first.above), first.part)
  const entries2 = builder.uniform(`${name}.entries2`)
  const second = locate(execution, name, 'x2', entries2, values[1] ?? nothing)
  const row = (index: Value): Value => {
    const start = builder.apply('mul', index, entries2)
    const at = (column: Value) => y(builder.apply('add', start, column))
    return between(execution, at(second.below), at(second.above), second.part)
  }
  return between(execution, row(first.below), row(first.above), first.part)
}

/** The points around a number: their indices, and how far between them it lies. */
interface Located {
  readonly below: Value
  readonly above: Value
  readonly part: Value
}

/** Looks for a number among rising points by halving the range in which it lies. */
function locate(execution: Execution, name: string, column: string, entries: Value, x: Value): Located {
  const { builder } = execution
  const one = builder.constant(1)
  const last = builder.apply('max', builder.constant(0), builder.apply('sub', entries, one))
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: 64 } }
  const [below = last, above = last] = builder.loop([builder.constant(0), last], 64, fault, carried => {
    const [low = last, high = last] = carried
    const middle = builder.apply(
      'floor',
      builder.apply('mul', builder.constant(0.5), builder.apply('add', low, high)),
    )
    const more = builder.apply('lt', builder.apply('add', low, one), high)
    const isAbove = builder.apply('le', builder.element(`table:${name}`, column, middle, more), x)
    return {
      more,
      next: [builder.apply('select', isAbove, middle, low), builder.apply('select', isAbove, high, middle)],
    }
  })
  const [start, end] = [element(execution, name, column, below), element(execution, name, column, above)]
  const raw = builder.apply('div', builder.apply('sub', x, start), builder.apply('sub', end, start))
  const clamped = builder.apply('max', builder.constant(0), builder.apply('min', one, raw))
  const isSingle = builder.apply('eq', start, end)
  return { below, above, part: builder.apply('select', isSingle, builder.constant(0), clamped) }
}

function element(execution: Execution, name: string, column: string, index: Value): Value {
  return execution.builder.element(`table:${name}`, column, index, execution.when())
}

function between({ builder }: Execution, low: Value, high: Value, part: Value): Value {
  return builder.apply('add', low, builder.apply('mul', part, builder.apply('sub', high, low)))
}
