import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { drawNegexp, drawNormalPair, drawUniform } from './distributions.ts'
import { partName, streamNumbers } from './streams.ts'

/**
 * Distributions of a stream that somebody outside gives to a mechanism, such as hoc's Random object with Random123:
 * uniform between 0 and 1, exponential with mean 1, normal with mean 0 and deviation 1. The own column
 * `distribution` holds the position in this list.
 */
export const givenDistributions = ['uniform', 'negexp', 'normal'] as const

/** `given` is 0 where there is no stream; `spare` is the second number of a normal pair, there where `hasSpare`. */
const parts = ['given', 'distribution', 'spare', 'hasSpare'] as const

/** What a stream must remember that is given from outside. */
export function givenStreamNumbers(stream: string) {
  return [
    ...streamNumbers(stream),
    ...parts.map(part => ({ name: partName(stream, part), length: undefined })),
  ]
}

/** Whether the stream has been given. */
export function isGiven(execution: Execution, stream: string, span: Span): Value {
  return execution.read(partName(stream, 'given'), span)
}

/** The next number of a stream that was given, with the distribution that it was given with; 0 where none was. */
export function drawAsGiven(execution: Execution, stream: string, span: Span): Value {
  const { builder, names } = execution
  const result = `${stream}.drawn`
  const part = (name: (typeof parts)[number]) => execution.read(partName(stream, name), span)
  const is = (distribution: (typeof givenDistributions)[number]) =>
    builder.apply('eq', part('distribution'), builder.constant(givenDistributions.indexOf(distribution)))
  const become = (value: Value) => execution.write(result, value)
  const normal = () => {
    execution.branch(
      part('hasSpare'),
      () => {
        become(part('spare'))
        execution.write(partName(stream, 'hasSpare'), builder.constant(0))
      },
      () => {
        const { first, second } = drawNormalPair(execution, stream, span)
        become(first)
        execution.write(partName(stream, 'spare'), second)
        execution.write(partName(stream, 'hasSpare'), builder.constant(1))
      },
    )
  }
  const exponential = () => become(drawNegexp(execution, stream, span))
  const uniform = () => become(drawUniform(execution, stream, span))
  return names.inScope(() => {
    names.declare(result, builder.constant(0))
    execution.branch(
      part('given'),
      () =>
        execution.branch(is('uniform'), uniform, () => execution.branch(is('negexp'), exponential, normal)),
      () => {},
    )
    return execution.read(result, span)
  })
}
