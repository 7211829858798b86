import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import { reachable } from './linearIn.ts'

/** The value with another in place of one that it is made of. */
export function substitute(builder: ProgramBuilder, value: Value, old: Value, replacement: Value): Value {
  const made = new Map<Value, Value>([[old, replacement]])
  for (const current of reachable(builder, value)) {
    const node = builder.node(current)
    if (made.has(current) || node.kind !== 'operation') continue
    if (!node.operands.some(operand => made.has(operand))) continue
    made.set(
      current,
      builder.apply(node.operation, ...node.operands.map(operand => made.get(operand) ?? operand)),
    )
  }
  return made.get(value) ?? value
}
