import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'

/** A value or its negative, so that signs cost no operations while values are multiplied and added. */
export interface Signed {
  readonly value: Value
  readonly isNegative: boolean
}

/** A value with its sign, taken off where it is a negation. */
export function signed(builder: ProgramBuilder, value: Value): Signed {
  const node = builder.node(value)
  const inner = node.kind === 'operation' && node.operation === 'neg' ? node.operands[0] : undefined
  return inner === undefined ? { value, isNegative: false } : { value: inner, isNegative: true }
}

/** The value with its sign put on. */
export function unsigned(builder: ProgramBuilder, { value, isNegative }: Signed): Value {
  return isNegative ? builder.apply('neg', value) : value
}

/** a·b */
export function multiply(builder: ProgramBuilder, a: Signed, b: Signed): Signed {
  return {
    value: builder.multiplyPlainly(a.value, b.value),
    isNegative: a.isNegative !== b.isNegative,
  }
}

/** a - b, where an absent a is 0. */
export function subtract(builder: ProgramBuilder, a: Signed | undefined, b: Signed): Signed {
  if (!a) return { value: b.value, isNegative: !b.isNegative }
  if (a.isNegative !== b.isNegative)
    return { value: builder.apply('add', a.value, b.value), isNegative: a.isNegative }
  const [first, second] = a.isNegative ? [b, a] : [a, b]
  return { value: builder.apply('sub', first.value, second.value), isNegative: false }
}
