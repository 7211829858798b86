import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Statement } from '../../ast/statements.ts'
import { writeElement } from '../arrays.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import { elementName, slopeName } from '../names.ts'
import { runBody } from '../statements.ts'

type DerivativeStatement = Extract<Statement, { kind: 'derivative' }>

/** The states that a block has equations for, arrays element by element, in the order in which they stand. */
export function statesOf(execution: Execution, block: SolvableBlock): readonly string[] {
  const names = new Set<string>()
  const collect = (statement: DerivativeStatement) => {
    const { name } = statement.state
    const index = statement.index && execution.builder.constantOf(evaluate(execution, statement.index))
    if (index !== undefined) names.add(elementName(name, Math.trunc(index)))
    else for (const element of execution.elementsOf(name)) names.add(element)
  }
  execution.rehearse(() => execution.solving({ derivative: collect }, () => runBody(execution, block.body)))
  return [...names]
}

/**
 * The slopes of states where these take given values; everything else that the block assigns stands afterwards as
 * it was computed there. A state whose equation is not reached has the slope 0.
 */
export function slopesAt(
  execution: Execution,
  block: SolvableBlock,
  states: readonly string[],
  values: readonly Value[],
): readonly Value[] {
  const { builder, names } = execution
  const take = ({ state, index, value, span }: DerivativeStatement) => {
    const slope = evaluate(execution, value)
    if (index) writeElement(execution, slopeName(state.name), evaluate(execution, index), slope, span)
    else names.write(slopeName(state.name), slope)
  }
  states.forEach((state, index) => names.write(state, values[index] ?? builder.constant(0)))
  const slopes = names.inScope(() => {
    for (const { name, length } of execution.model.states) {
      if (length !== undefined) names.declareArray(slopeName(name.name), length)
      for (const element of execution.elementsOf(name.name))
        names.declare(slopeName(element), builder.constant(0))
    }
    execution.solving({ derivative: take }, () => runBody(execution, block.body))
    return states.map(state => names.read(slopeName(state)) ?? builder.constant(0))
  })
  states.forEach((state, index) => names.write(slopeName(state), slopes[index] ?? builder.constant(0)))
  return slopes
}
