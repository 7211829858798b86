import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { drawPair, type Generator } from './polar.ts'
import { drawWord, fractionOf, nextSequence, partName, wordAt } from './streams.ts'

/** Uniform between 0 and 1, neither of them included. */
export function drawUniform(execution: Execution, stream: string, span: Span): Value {
  return fractionOf(execution, drawWord(execution, stream, span))
}

/** Exponential distribution with mean 1. */
export function drawNegexp(execution: Execution, stream: string, span: Span): Value {
  return exponentialOf(execution, drawUniform(execution, stream, span))
}

/** A number of the exponential distribution with mean 1, of one that is uniform between 0 and 1. */
export function exponentialOf({ builder }: Execution, uniform: Value): Value {
  return builder.apply('neg', builder.apply('log', uniform))
}

/** Normal distribution with mean 0 and deviation 1; of the two numbers that the method finds the second is lost. */
export function drawNormal(execution: Execution, stream: string, span: Span): Value {
  const { first, state } = drawPair(execution, generatorOf(execution, stream, span))
  execution.write(partName(stream, 'sequence'), state)
  return first
}

/** A stream as the polar method draws from it. */
export function generatorOf(execution: Execution, stream: string, span: Span): Generator {
  const { builder } = execution
  return {
    state: execution.read(partName(stream, 'sequence'), span),
    draw: sequence => ({
      value: fractionOf(execution, wordAt(execution, stream, sequence, span)),
      state: nextSequence(execution, sequence),
    }),
    isInside: s => builder.apply('le', s, builder.constant(1)),
  }
}
