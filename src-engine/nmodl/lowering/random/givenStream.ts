import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { exponentialOf, generatorOf } from './distributions.ts'
import { drawPairOrSingle } from './polar.ts'
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

/**
 * The next number of a stream that was given, with the distribution that it was given with; 0 where none was. Of the
 * two normal numbers that are found together the second is kept for the next time.
 */
export function drawAsGiven(execution: Execution, stream: string, span: Span): Value {
  const { builder, names } = execution
  const result = `${stream}.drawn`
  const read = (part: (typeof parts)[number]) => execution.read(partName(stream, part), span)
  const write = (part: (typeof parts)[number] | 'sequence', value: Value) =>
    execution.write(partName(stream, part), value)
  const is = (distribution: (typeof givenDistributions)[number]) =>
    builder.apply('eq', read('distribution'), builder.constant(givenDistributions.indexOf(distribution)))
  const draw = () => {
    const isPair = is('normal')
    const { first, second, single, state } = drawPairOrSingle(
      execution,
      generatorOf(execution, stream, span),
      isPair,
    )
    write('sequence', state)
    write('spare', second)
    write('hasSpare', isPair)
    const alone = builder.apply('select', is('negexp'), exponentialOf(execution, single), single)
    execution.write(result, builder.apply('select', isPair, first, alone))
  }
  const takeSpare = () => {
    execution.write(result, read('spare'))
    write('hasSpare', builder.constant(0))
  }
  return names.inScope(() => {
    names.declare(result, builder.constant(0))
    execution.branch(
      read('given'),
      () => execution.branch(read('hasSpare'), takeSpare, draw),
      () => {},
    )
    return execution.read(result, span)
  })
}
