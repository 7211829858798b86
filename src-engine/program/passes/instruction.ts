import { effectOperands, type Effect } from '../effects.ts'
import type { Value } from '../graph.ts'
import type { OperationName } from '../operations.ts'
import type { ProgramFault } from '../program.ts'

/**
 * One operation of a program that has been put in order but not yet given registers. `result` is the value that
 * it makes; `guard` skips the next `skips` instructions where the condition holds in no lane.
 */
export type Instruction =
  | {
      readonly kind: 'compute'
      readonly operation: OperationName
      readonly operands: readonly Value[]
      readonly result: Value
    }
  | { readonly kind: 'effect'; readonly effect: Effect }
  | { readonly kind: 'guard'; readonly condition: Value; readonly skips: number }
  /** A loop up to the `again` that belongs to it, with one `leave` between. */
  | { readonly kind: 'loop'; readonly limit: Value; readonly fault: ProgramFault }
  | { readonly kind: 'leave'; readonly unless: Value; readonly skips: number }
  | { readonly kind: 'again'; readonly back: number }

/** The values that an instruction reads, in the order of its operands. */
export function valuesRead(instruction: Instruction): readonly Value[] {
  switch (instruction.kind) {
    case 'compute':
      return instruction.operands
    case 'effect':
      return effectOperands(instruction.effect)
    case 'guard':
      return [instruction.condition]
    case 'loop':
      return [instruction.limit]
    case 'leave':
      return [instruction.unless]
    case 'again':
      return []
  }
}
