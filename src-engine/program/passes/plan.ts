import type { Graph, Value } from '../graph.ts'
import type { Loop } from '../nodes.ts'
import { operandsOf } from './columnUse.ts'
import type { Fused } from './fuse.ts'
import type { Guard } from './guard.ts'
import type { Instruction } from './instruction.ts'

/** The operations of a program in the order in which they run: what is hoisted, and what each block runs. */
export interface Schedule {
  readonly prologue: readonly Instruction[]
  readonly body: readonly Instruction[]
}

/** What earlier passes found out. */
export interface Plan {
  /** Uses of each value, from removeDead and guard; shape [graph.size]. */
  readonly uses: Int32Array
  /** The loops that are needed, with the indices of what they must carry. */
  readonly loops: ReadonlyMap<Loop, ReadonlySet<number>>
  readonly fused: ReadonlyMap<Value, Fused>
  readonly guards: ReadonlyMap<Value, Guard>
  readonly sequential: boolean
}

/** What the members of guarded regions need from outside of them, in order. */
export function sharedInputs(
  graph: Graph,
  { fused, guards }: Plan,
  members: readonly Value[],
): readonly Value[] {
  const inside = new Set(members)
  const inputs = new Set<Value>()
  for (const member of members) {
    const unless = guards.get(member)?.no?.unless
    if (unless !== undefined && !inside.has(unless)) inputs.add(unless)
    for (const operand of operandsOf(graph, fused, member)) if (!inside.has(operand)) inputs.add(operand)
  }
  return [...inputs].sort((first, second) => first - second)
}

/** Negated conditions of guards in a loop that the loop itself does not change. */
export function conditionsBeforeLoops(
  graph: Graph,
  guards: ReadonlyMap<Value, Guard>,
): ReadonlyMap<Loop, readonly Value[]> {
  const before = new Map<Loop, Value[]>()
  for (const [choice, { no }] of guards) {
    if (!no) continue
    const home = graph.homeOf(no.unless)
    for (let loop = graph.homeOf(choice); loop && loop !== home; loop = loop.parent) {
      const known = before.get(loop)
      if (known) known.push(no.unless)
      else before.set(loop, [no.unless])
    }
  }
  return before
}
