import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { drawPair } from './polar.ts'
import { drawWord, fractionOf, nextSequence, partName, wordAt } from './streams.ts'

/** Uniform between 0 and 1, neither of them included. */
export function drawUniform(execution: Execution, stream: string, span: Span): Value {
  return fractionOf(execution, drawWord(execution, stream, span))
}

/** Exponential distribution with mean 1. */
export function drawNegexp(execution: Execution, stream: string, span: Span): Value {
  const { builder } = execution
  return builder.apply('neg', builder.apply('log', drawUniform(execution, stream, span)))
}

/** Normal distribution with mean 0 and deviation 1; of the two numbers that the method finds the second is lost. */
export function drawNormal(execution: Execution, stream: string, span: Span): Value {
  return drawNormalPair(execution, stream, span).first
}

/** Two numbers of the normal distribution with mean 0 and deviation 1. */
export function drawNormalPair(
  execution: Execution,
  stream: string,
  span: Span,
): { readonly first: Value; readonly second: Value } {
  const { builder } = execution
  const name = partName(stream, 'sequence')
  const draw = (sequence: Value) => ({
    value: fractionOf(execution, wordAt(execution, stream, sequence, span)),
    state: nextSequence(execution, sequence),
  })
  const isInside = (s: Value) => builder.apply('le', s, builder.constant(1))
  const { first, second, state } = drawPair(execution, execution.read(name, span), draw, isInside)
  execution.write(name, state)
  return { first, second }
}
