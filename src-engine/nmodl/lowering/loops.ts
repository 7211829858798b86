import type { Value } from '../../program/graph.ts'
import type { Expression } from '../ast/expressions.ts'
import type { FromStatement, Statement } from '../ast/statements.ts'
import { visitExpression, visitStatements, expressionsOf } from '../ast/visit.ts'
import { namesAssigned } from './assignedNames.ts'
import type { Execution } from './execution.ts'
import { evaluate } from './expressions.ts'
import { mayBeForeseen } from './foreseeable.ts'
import type { Language } from './language.ts'
import { runBody } from './statements.ts'

/** Rounds of loops within loops that are written out; those that go on longer become loops of the program. */
const mostWrittenOut = 1024
/** Values that a written out loop may come to, judged by its first round; one that would be larger is not. */
const mostValuesWrittenOut = 20_000
/** What a 'while' is taken to go through until more is known. */
const usualRounds = 8

/** The loops; while it is known beforehand whether there is another round, rounds are written out. */
export const loopStatements = {
  while(execution, { condition, body, span }) {
    const holds = () => evaluate(execution, condition)
    const round = () => runBody(execution, body)
    if (mayBeForeseen(execution, condition, body) && writeOut(execution, span, holds, round)) return
    execution.loop(span, namesAssigned(execution, body, [condition]), holds, round)
  },

  from(execution, statement) {
    execution.names.inScope(() => runFrom(execution, statement))
  },

  /** The name is an index over the arrays that stand in the body. */
  forall(execution, { variable, body, span }) {
    const length = rangeOf(execution, variable.name, body)
    if (length === undefined) {
      execution.report.add('nmodl/forall-without-array', { name: variable.name }, variable.span)
      return
    }
    for (let index = 0; index < length && !execution.spend(span); index++) {
      execution.names.inScope(() => {
        execution.names.declare(variable.name, execution.builder.constant(index))
        runBody(execution, body)
      })
    }
  },
} satisfies Partial<Language['statements']>

/**
 * `FROM i = first TO last BY step`: bounds and step are truncated to whole numbers, and `last` is looked at before
 * each round, as NEURON does.
 */
function runFrom(execution: Execution, statement: FromStatement): void {
  const { builder, names } = execution
  const { variable, step, body, span } = statement
  const whole = (value: Value) => builder.apply('trunc', value)
  names.declare(variable.name, whole(evaluate(execution, statement.first)))
  const holds = () =>
    builder.apply('le', execution.read(variable.name, span), whole(evaluate(execution, statement.last)))
  const round = () => {
    runBody(execution, body)
    const by = step ? whole(evaluate(execution, step)) : builder.constant(1)
    names.write(variable.name, builder.apply('add', execution.read(variable.name, span), by))
  }
  const rounds = roundsOf(execution, statement)
  const isShort = rounds * execution.copies <= mostWrittenOut
  if (isShort && writeOut(execution, span, holds, round, rounds)) return
  const assigned = namesAssigned(execution, body, step ? [statement.last, step] : [statement.last])
  execution.loop(span, [...assigned, variable.name], holds, round)
}

/**
 * Writes rounds out while the condition is known; true where the loop has come to its end that way. Equations must be
 * written out whatever they come to.
 */
function writeOut(
  execution: Execution,
  span: Statement['span'],
  holds: () => Value,
  round: () => void,
  expectedRounds = usualRounds,
): boolean {
  const outer = execution.copies
  for (let rounds = 0; outer * rounds < mostWrittenOut; rounds++) {
    const known = execution.builder.constantOf(execution.rehearse(holds))
    if (known === undefined) return false
    holds()
    if (known === 0 || execution.spend(span)) return true
    const { size } = execution.builder
    execution.copies = outer * Math.max(expectedRounds, rounds)
    round()
    execution.copies = outer
    const isLarge = (execution.builder.size - size) * expectedRounds * outer > mostValuesWrittenOut
    if (rounds === 0 && isLarge && Object.keys(execution.equations).length === 0) return false
  }
  return false
}

/** Rounds that a FROM loop will take, judged by its bounds at the start. */
function roundsOf(execution: Execution, { first, last, step }: FromStatement): number {
  const known = (expression: Expression) => {
    const value = execution.rehearse(() => evaluate(execution, expression))
    return Math.trunc(execution.builder.constantOf(value) ?? NaN)
  }
  const by = step ? known(step) : 1
  const rounds = Math.floor((known(last) - known(first)) / by) + 1
  return by > 0 ? Math.max(0, rounds) : Infinity
}

/** Number of elements of the arrays that are indexed by a name; the first one decides. */
function rangeOf(
  execution: Execution,
  index: string,
  body: Parameters<typeof runBody>[1],
): number | undefined {
  let length: number | undefined
  visitStatements(body, statement => {
    if (statement.kind === 'assign' && statement.index?.kind === 'name' && statement.index.name === index) {
      length ??= execution.lengthOf(statement.target.name)
    }
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, inner => {
        if (inner.kind !== 'element' || inner.index.kind !== 'name' || inner.index.name !== index) return
        length ??= execution.lengthOf(inner.name)
      })
    }
  })
  return length
}
