import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import { reachable } from './linearIn.ts'

/** The value with another in place of one that it is made of; undefined where the way leads through a loop. */
export function substitute(
  builder: ProgramBuilder,
  value: Value,
  old: Value,
  replacement: Value,
): Value | undefined {
  const made = new Map<Value, Value>([[old, replacement]])
  const now = (operand: Value): Value => made.get(operand) ?? operand
  for (const current of reachable(builder, value)) {
    if (made.has(current) || !builder.operandsOf(current).some(operand => made.has(operand))) continue
    const node = builder.node(current)
    if (node.kind === 'operation') {
      made.set(current, builder.apply(node.operation, ...node.operands.map(now)))
    } else if (node.kind === 'element') {
      made.set(current, builder.element(node.space, node.name, now(node.index), now(node.when)))
    } else {
      return undefined
    }
  }
  return now(value)
}

/** Whether a loop takes something of what the values are made of from a value. */
export function reachesThroughLoop(
  builder: ProgramBuilder,
  values: readonly Value[],
  source: Value,
): boolean {
  const isResult = (value: Value) => builder.node(value).kind === 'result'
  return values.some(value =>
    reachable(builder, value).some(part => isResult(part) && builder.dependsOn(part, source)),
  )
}
