import type { Value } from '../../../program/graph.ts'
import type { ProgramFault } from '../../../program/program.ts'
import { changeOfSeries, type SeriesChange } from '../../symbols/series.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'

/** The name of the series that a call is about. */
function nameOf(call: Call): string {
  const [first] = call.arguments
  return first?.kind === 'name' ? first.name : ''
}

function changeOf({ model }: Execution, name: string): SeriesChange {
  return changeOfSeries(model.written, name)
}

/** How many numbers this instance has now. */
function countOf(execution: Execution, name: string): Value {
  if (changeOf(execution, name) === 'grows')
    return execution.names.read(`${name}.count`) ?? execution.builder.constant(0)
  return execution.builder.column('own', `${name}.count`)
}

function argument(execution: Execution, call: Call, index: number): Value {
  const expression = call.arguments[index]
  return expression ? evaluate(execution, expression) : execution.builder.constant(0)
}

/** Where a number lies among those of all instances, and whether it is this instance's. */
function placeOf(execution: Execution, name: string, index: Value) {
  const { builder } = execution
  const inside = builder.apply(
    'and',
    builder.apply('le', builder.constant(0), index),
    builder.apply('lt', index, countOf(execution, name)),
  )
  execution.fault({ code: 'nmodl/series-index', facts: { name } }, builder.apply('not', inside))
  // The place is that of a whole number, wherever the instance's numbers begin.
  const at = builder.apply('add', builder.column('own', `${name}.first`), builder.apply('trunc', index))
  return { at, here: builder.apply('and', execution.when(), inside) }
}

function store(execution: Execution, name: string, index: Value, value: Value, when: Value): void {
  if (execution.builder.constantOf(when) === 0) return
  execution.effect({ kind: 'storeElement', space: `table:${name}`, name: 'value', index, value, when })
}

/** Makes the series one number longer. */
function append(execution: Execution, name: string, value: Value): void {
  const { builder } = execution
  const count = countOf(execution, name)
  const room = builder.column('own', `${name}.room`)
  const fits = builder.apply('lt', count, room)
  const fault: ProgramFault = { code: 'nmodl/series-full', facts: { name } }
  execution.fault(fault, builder.apply('not', fits))
  const at = builder.apply('add', builder.column('own', `${name}.first`), count)
  store(execution, name, at, value, builder.apply('and', execution.when(), fits))
  execution.write(`${name}.count`, builder.apply('add', count, builder.constant(1)))
}

const grown = (call: Call): readonly string[] => [`${nameOf(call)}.count`]

/** What a mechanism asks of a series of numbers that the user gave it, and how it changes one: rules S1 to S4. */
export const seriesBuiltins: Readonly<Record<string, Builtin>> = {
  vector_capacity: { run: (execution, call) => countOf(execution, nameOf(call)) },

  vector_given: {
    run: (execution, call) => {
      const { builder } = execution
      const name = nameOf(call)
      const given =
        changeOf(execution, name) === 'none'
          ? countOf(execution, name)
          : builder.column('own', `${name}.room`)
      return builder.apply('lt', builder.constant(0), given)
    },
  },

  vector_room: {
    run: (execution, call) => {
      const name = nameOf(call)
      return changeOf(execution, name) === 'grows'
        ? execution.builder.column('own', `${name}.room`)
        : countOf(execution, name)
    },
  },

  vector_at: {
    run(execution, call) {
      const { builder } = execution
      const name = nameOf(call)
      const { at, here } = placeOf(execution, name, argument(execution, call, 1))
      return changeOf(execution, name) === 'none'
        ? builder.element(`table:${name}`, 'value', at, here)
        : builder.elementInTurn(`table:${name}`, 'value', at, here)
    },
  },

  vector_set: {
    run(execution, call) {
      const name = nameOf(call)
      const index = argument(execution, call, 1)
      const value = argument(execution, call, 2)
      const { at, here } = placeOf(execution, name, index)
      store(execution, name, at, value, here)
      return execution.builder.constant(0)
    },
  },

  vector_append: {
    assigns: grown,
    run(execution, call) {
      append(execution, nameOf(call), argument(execution, call, 1))
      return execution.builder.constant(0)
    },
  },

  vector_resize: {
    assigns: grown,
    run(execution, call) {
      const { builder } = execution
      const name = nameOf(call)
      const wanted = builder.apply('trunc', argument(execution, call, 1))
      const length = builder.apply('max', builder.constant(0), wanted)
      const isShorter = () => builder.apply('lt', countOf(execution, name), length)
      execution.loop(call.span, grown(call), isShorter, () => append(execution, name, builder.constant(0)))
      execution.write(`${name}.count`, length)
      return builder.constant(0)
    },
  },
}
