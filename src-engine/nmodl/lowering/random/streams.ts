import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { philox } from './philox.ts'

/** Own columns of each stream: which stream it is, and how many words have been drawn from it. Rules RN1 to RN3. */
const parts = ['id1', 'id2', 'id3', 'sequence'] as const

/** One of the numbers that make a stream. */
export type StreamPart = (typeof parts)[number]

/** The uniform that is part of every stream of a simulation: with another number all of them are others. */
export const globalIndex = 'random.globalindex'

/** The words of a stream begin anew after 2^34: a counter of 32 bits, four words each. */
export const streamLength = 17179869184

/** The name of one of a stream's numbers: `r.sequence`. */
export function partName(stream: string, part: string): string {
  return `${stream}.${part}`
}

/** What a stream must remember. */
export function streamNumbers(stream: string) {
  return parts.map(part => ({ name: partName(stream, part), length: undefined }))
}

/** The word of a stream that `sequence` words come before: a whole number from 0 to 2^32 − 1. */
export function wordAt(execution: Execution, stream: string, sequence: Value, span: Span): Value {
  const { builder } = execution
  const four = builder.constant(4)
  const block = builder.apply('floor', builder.apply('div', sequence, four))
  const position = builder.apply('sub', sequence, builder.apply('mul', four, block))
  const id = (part: StreamPart) => execution.read(partName(stream, part), span)
  const key = [builder.uniform(globalIndex), builder.constant(0)] as const
  const words = philox(builder, [block, id('id3'), id('id1'), id('id2')], key)
  return words.slice(0, 3).reduceRight((other, word, k) => {
    const isMeant = builder.apply('eq', position, builder.constant(k))
    return builder.apply('select', isMeant, word, other)
  }, words[3])
}

/** Where a stream stands after one more word. */
export function nextSequence({ builder }: Execution, sequence: Value): Value {
  const next = builder.apply('add', sequence, builder.constant(1))
  const isOver = builder.apply('le', builder.constant(streamLength), next)
  return builder.apply('select', isOver, builder.constant(0), next)
}

/** The next word of a stream. */
export function drawWord(execution: Execution, stream: string, span: Span): Value {
  const name = partName(stream, 'sequence')
  const sequence = execution.read(name, span)
  execution.write(name, nextSequence(execution, sequence))
  return wordAt(execution, stream, sequence, span)
}

/** A word as a number between 0 and 1, neither of them included: (word + 1)/(2^32 + 1), rounded as NEURON does. */
export function fractionOf({ builder }: Execution, word: Value): Value {
  const one = builder.constant(1)
  return builder.apply('mul', builder.apply('add', word, one), builder.constant(1 / 4294967297))
}
