import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'
import { drawNegexp, drawNormal, drawUniform } from './distributions.ts'
import { drawAsGiven, isGiven } from './givenStream.ts'
import { drawWord, partName, streamLength } from './streams.ts'

/** The functions of RANDOM streams; the first argument names the stream. Rules RN1 to RN4. */
export const randomBuiltins: Readonly<Record<string, Builtin>> = {
  random_ipick: drawing(drawWord),
  random_dpick: drawing(drawUniform),

  /** `random_uniform(r)`, `random_uniform(r, low, high)`. */
  random_uniform: drawing((execution, stream, span, [low, high]) => {
    const drawn = drawUniform(execution, stream, span)
    if (low === undefined) return drawn
    const { builder } = execution
    const width = builder.apply('sub', high ?? builder.constant(1), low)
    return builder.apply('add', low, builder.apply('mul', drawn, width))
  }),

  /** `random_negexp(r)`, `random_negexp(r, mean)`. */
  random_negexp: drawing((execution, stream, span, [mean]) => {
    const drawn = drawNegexp(execution, stream, span)
    return mean === undefined ? drawn : execution.builder.apply('mul', drawn, mean)
  }),

  /** `random_normal(r)`, `random_normal(r, mean, deviation)`. */
  random_normal: drawing((execution, stream, span, [mean, deviation]) => {
    const { builder } = execution
    const drawn = drawNormal(execution, stream, span)
    const scaled = deviation === undefined ? drawn : builder.apply('mul', drawn, deviation)
    return mean === undefined ? scaled : builder.apply('add', mean, scaled)
  }),

  /** `nrn_random_pick(r)`: with the distribution that the stream was given with. */
  nrn_random_pick: {
    run: (execution, call) => drawAsGiven(execution, streamOf(call), call.span),
    assigns: call => ['sequence', 'spare', 'hasSpare'].map(part => partName(streamOf(call), part)),
  },

  /** `nrn_random_given(r)`: whether somebody has given the stream. */
  nrn_random_given: { run: (execution, call) => isGiven(execution, streamOf(call), call.span) },

  /** `nrn_random_made(r)`: the mechanism itself has made the stream. */
  nrn_random_made: settingGiven(1),
  /** `nrn_random_gone(r)`: the mechanism itself has thrown the stream away. */
  nrn_random_gone: settingGiven(0),

  /** `random_setseq(r, sequence)`: how many words count as drawn. */
  random_setseq: {
    run(execution, call) {
      const [sequence] = numbers(execution, call)
      if (sequence !== undefined)
        execution.write(partName(streamOf(call), 'sequence'), modulo(execution, sequence, streamLength))
      return execution.builder.constant(0)
    },
    assigns: call => [partName(streamOf(call), 'sequence')],
  },

  /** `random_setids(r, id1, id2, id3)`: which stream it is. */
  random_setids: {
    run(execution, call) {
      numbers(execution, call).forEach((id, index) => {
        execution.write(partName(streamOf(call), `id${index + 1}`), modulo(execution, id, 4294967296))
      })
      return execution.builder.constant(0)
    },
    assigns: call => ['id1', 'id2', 'id3'].map(part => partName(streamOf(call), part)),
  },
}

function drawing(
  draw: (execution: Execution, stream: string, span: Call['span'], given: readonly Value[]) => Value,
): Builtin {
  return {
    run: (execution, call) => draw(execution, streamOf(call), call.span, numbers(execution, call)),
    assigns: call => [partName(streamOf(call), 'sequence')],
  }
}

function streamOf({ arguments: [first] }: Call): string {
  return first?.kind === 'name' ? first.name : ''
}

/** The arguments behind the stream. */
function numbers(execution: Execution, call: Call): readonly Value[] {
  return call.arguments.slice(1).map(argument => evaluate(execution, argument))
}

/** A whole number from 0 to below `limit`. */
function modulo({ builder }: Execution, value: Value, limit: number): Value {
  const whole = builder.apply('trunc', value)
  const size = builder.constant(limit)
  const times = builder.apply('floor', builder.apply('div', whole, size))
  return builder.apply('sub', whole, builder.apply('mul', size, times))
}

function settingGiven(given: 0 | 1): Builtin {
  return {
    run(execution, call) {
      execution.write(partName(streamOf(call), 'given'), execution.builder.constant(given))
      return execution.builder.constant(0)
    },
    assigns: call => [partName(streamOf(call), 'given')],
  }
}
