import type { Effect } from './effects.ts'
import type { ProgramFault } from './program.ts'
import type { PureOperation, Space, Value } from './values.ts'

/** How one value is made. */
export type Node =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly name: string }
  | { readonly kind: 'column'; readonly space: Space; readonly name: string }
  /** The number at an index, where `when` is not 0; elsewhere 0. `inTurn`: as it is among the steps, see `Step`. */
  | {
      readonly kind: 'element'
      readonly space: Space
      readonly name: string
      readonly index: Value
      readonly when: Value
      readonly inTurn: boolean
    }
  /** Stands for an unknown while an expression is analysed; never part of a finished program. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'operation'; readonly operation: PureOperation; readonly operands: readonly Value[] }
  /** What a loop carries from round to round, as its body sees it at the start of a round. */
  | { readonly kind: 'carried'; readonly loop: Loop; readonly index: number }
  /** The same after the loop. */
  | { readonly kind: 'result'; readonly loop: Loop; readonly index: number }
  /** Made by the schedule: which lanes are in a loop, numbers kept for a moment. */
  | { readonly kind: 'temporary' }

/** carried := start; while (more) carried := next. */
export interface Loop {
  /** The loop in whose body it stands. */
  readonly parent: Loop | undefined
  /** Number of loops around it. */
  readonly depth: number
  readonly start: readonly Value[]
  readonly carried: readonly Value[]
  /** More rounds than this in a lane are the fault. */
  readonly limit: number
  readonly fault: ProgramFault
  /** Absent while it is being made. */
  body: LoopBody | undefined
}

/** What a loop does in a round. */
export interface LoopBody {
  /** Whether there is a round; then `next` is computed and `steps` are carried out. */
  readonly more: Value
  readonly next: readonly Value[]
  readonly steps: readonly Step[]
  /** What the loop takes from around it: the start, and what its body is made of besides the carried values. */
  readonly outside: readonly Value[]
}

/**
 * One of the things that a program, or a loop in each round, does in order: an effect, a loop with effects, or the
 * reading of an element that the effects before it may have written.
 */
export type Step =
  | Effect
  | { readonly kind: 'loop'; readonly loop: Loop }
  | { readonly kind: 'element'; readonly value: Value }

/** The body of a finished loop. */
export function bodyOf(loop: Loop): LoopBody {
  if (!loop.body) throw new RangeError('the loop is still being made')
  return loop.body
}

/** What a value is made of; a loop's result, of everything that the loop takes from outside. */
export function operandsOfNode(node: Node): readonly Value[] {
  switch (node.kind) {
    case 'operation':
      return node.operands
    case 'element':
      return [node.index, node.when]
    case 'result':
      return bodyOf(node.loop).outside
    default:
      return []
  }
}
