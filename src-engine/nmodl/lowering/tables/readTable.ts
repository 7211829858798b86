import type { Value } from '../../../program/graph.ts'
import type { RoutineBlock } from '../../ast/blocks.ts'
import type { TableStatement } from '../../ast/statements.ts'
import { writeOutRoutine } from '../writeOutRoutine.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import { variableName } from '../names.ts'
import { variableOfInput } from '../places.ts'

/** The TABLE statement of a routine. */
export function tableOf(routine: RoutineBlock): TableStatement | undefined {
  return routine.body.statements.find(statement => statement.kind === 'table')
}

/**
 * What the routine assigns besides the names of its table stands as it was when the table had been filled: as of the last
 * sample. Published files set a factor for the temperature in that way. What counts on from its own old number is
 * left alone.
 */
function assignBesides(
  execution: Execution,
  routine: RoutineBlock,
  { from, step, intervals }: TableGrid,
  columns: readonly string[],
): void {
  const { builder, names, model } = execution
  const last = builder.apply('mul', builder.constant(intervals), step)
  const before = new Map(names.assigned())
  const after = execution.rehearse(() => {
    writeOutRoutine(execution, routine, [builder.apply('add', from, last)], routine.name.span)
    return new Map(names.assigned())
  })
  for (const [name, value] of after) {
    if (columns.includes(name) || before.get(name) === value) continue
    const isCounting = [...builder.inputsOf([value])].some(
      key => variableOfInput(model, key)?.name === variableName(name),
    )
    if (!isCounting && model.variables.has(variableName(name))) names.write(name, value)
  }
}

/** Where the samples of a table lie. */
export interface TableGrid {
  readonly from: Value
  readonly step: Value
  /** 1 / step, as NEURON multiplies by it. */
  readonly inverseStep: Value
  readonly intervals: number
}

/** Names whose values a table holds: those listed, or the FUNCTION itself; arrays element by element. */
export function tableColumns(
  execution: Execution,
  routine: RoutineBlock,
  table: TableStatement,
): readonly string[] {
  if (table.names.length === 0) return [routine.name.name]
  return table.names.flatMap(({ name }) => execution.elementsOf(name))
}

/** The grid of a table, or undefined and a diagnostic where the number of intervals is not one. */
export function gridOf(execution: Execution, table: TableStatement): TableGrid | undefined {
  const { builder, names } = execution
  const at = (expression: TableStatement['first']) => names.apart(() => evaluate(execution, expression))
  const intervals = Math.trunc(builder.constantOf(at(table.intervals)) ?? NaN)
  if (!(intervals >= 1 && intervals <= mostIntervals)) {
    execution.report.add('nmodl/table-intervals', { limit: mostIntervals }, table.intervals.span)
    return undefined
  }
  const [from, to] = [at(table.first), at(table.last)]
  const step = builder.apply('div', builder.apply('sub', to, from), builder.constant(intervals))
  return { from, step, inverseStep: builder.apply('div', builder.constant(1), step), intervals }
}

const mostIntervals = 1_000_000

/**
 * A call of a routine with TABLE: linear interpolation between the two samples around the argument, the end samples
 * beyond the ends, NaN for NaN. Only what the table lists is set.
 *
 *     position = (x − from)/step;   i = floor(position);   y = y_i + (position − i)·(y_{i+1} − y_i)
 */
export function readTable(
  execution: Execution,
  routine: RoutineBlock,
  table: TableStatement,
  argument: Value,
): Value {
  const { builder } = execution
  const { name, span } = routine.name
  const nothing = builder.constant(0)
  const grid = gridOf(execution, table)
  if (!grid) return nothing
  const columns = tableColumns(execution, routine, table)
  const last = builder.constant(grid.intervals)
  const position = builder.apply('mul', grid.inverseStep, builder.apply('sub', argument, grid.from))
  // In this order of operands a NaN stays one; the index itself is then the last.
  const inside = builder.apply('max', nothing, builder.apply('min', last, position))
  const below = builder.apply('min', builder.apply('floor', inside), last)
  const above = builder.apply('min', builder.apply('add', below, builder.constant(1)), last)
  const part = builder.apply('sub', inside, below)
  const samplesAt = execution.tabulate(routine)
    ? (index: Value) =>
        columns.map(column => builder.element(`table:${name}`, column, index, execution.when()))
    : (index: Value) => sampleHere(execution, routine, grid, columns, index)
  const [low, high] = [samplesAt(below), samplesAt(above)]
  assignBesides(execution, routine, grid, columns)
  let result = nothing
  columns.forEach((column, index) => {
    const [first = nothing, second = nothing] = [low[index], high[index]]
    const rise = builder.apply('mul', part, builder.apply('sub', second, first))
    const value = builder.apply('add', first, rise)
    if (column === name) result = value
    else execution.write(column, value)
  })
  return result

  // What depends on the instance cannot be tabulated once for all of them; the samples are then computed in place.
  function sampleHere(
    execution: Execution,
    routine: RoutineBlock,
    grid: TableGrid,
    columns: readonly string[],
    index: Value,
  ): readonly Value[] {
    const x = builder.apply('add', grid.from, builder.apply('mul', index, grid.step))
    return execution.rehearse(() => {
      const value = writeOutRoutine(execution, routine, [x], span)
      return columns.map(column => (column === name ? value : execution.read(column, span)))
    })
  }
}
