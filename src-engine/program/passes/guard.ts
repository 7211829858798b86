import type { Graph, Value } from '../graph.ts'
import type { Loop } from '../nodes.ts'
import { operations } from '../operations.ts'
import { fold } from './fold.ts'

/** Which sides of a choice are worth skipping in a block where no lane takes them. */
export interface Guard {
  readonly condition: Value
  /** The side taken where the condition holds, if it is dear. */
  readonly yes: ReadonlySet<Value> | undefined
  /** The other side, if it is dear, with the condition negated. */
  readonly no: { readonly only: ReadonlySet<Value>; readonly unless: Value } | undefined
}

/** A side that costs less is computed always: the test and a copy would eat up what is saved. */
const dearest = 24
/** Larger sides are not looked through. */
const largestSide = 2000

/** What the search for guards found, and how often each value is used now that negated conditions are used too. */
export interface Guards {
  readonly of: ReadonlyMap<Value, Guard>
  /** Shape [graph.size]. */
  readonly uses: Int32Array
}

/**
 * Finds choices with a side that is dear and used for nothing else, such as the exponentials in one branch of an
 * `if`. Such a side is put behind a `skipUnless`:
 *
 *     r = select c A B      →      r = copy B; skipUnless c { …A…; r = select c A r }
 *
 * Every register that such a region leaves to others (r alone) has been written before it. The negated condition
 * that the other side needs is an operand of the choice like the others: who looks for what a region may contain
 * must count it. Elements and loops are never skipped: whether they end in a fault must not depend on what other
 * lanes do. What is behind a guard within a loop belongs to that loop; what does not change in it stays before it.
 *
 * @param uses of each value, from removeDead
 */
export function planGuards(graph: Graph, uses: Int32Array): Guards {
  const choices: Value[] = []
  for (let index = 0; index < uses.length; index++) {
    const node = graph.node(index as Value)
    if (uses[index] === 0 || node.kind !== 'operation' || node.operation !== 'select') continue
    if (!graph.isSteady(index as Value)) choices.push(index as Value)
  }
  if (choices.length === 0) return { of: new Map(), uses: resized(uses, graph.size) }
  const counts = Array.from(uses)
  const negations = new Map<Value, Value>()
  for (const choice of choices) {
    const [condition, , no] = operandsOf(graph, choice) as [Value, Value, Value]
    if (!dearSide(graph, uses, negations, no, graph.homeOf(choice))) continue
    const negation = fold(graph, 'not', [condition])
    negations.set(choice, negation)
    countUse(graph, counts, negation)
  }
  const of = new Map<Value, Guard>()
  for (const choice of choices) {
    const [condition, a, b] = operandsOf(graph, choice) as [Value, Value, Value]
    const unless = negations.get(choice)
    const yes = dearSide(graph, counts, negations, a, graph.homeOf(choice))
    const only =
      unless === undefined ? undefined : dearSide(graph, counts, negations, b, graph.homeOf(choice))
    const no = unless !== undefined && only ? { only, unless } : undefined
    if (yes || no) of.set(choice, { condition, yes, no })
  }
  return { of, uses: resized(counts, graph.size) }
}

/** Numbers of values made since are 0. */
function resized(counts: ArrayLike<number>, size: number): Int32Array {
  const all = new Int32Array(size)
  all.set(counts)
  return all
}

/** Notes one more use of a value; one that was not used before uses its operands in turn. */
function countUse(graph: Graph, counts: number[], value: Value): void {
  const before = counts[value] ?? 0
  counts[value] = before + 1
  if (before === 0) for (const operand of operandsOf(graph, value)) countUse(graph, counts, operand)
}

function operandsOf(graph: Graph, value: Value): readonly Value[] {
  const node = graph.node(value)
  return node.kind === 'operation' ? node.operands : []
}

/** What is computed for one side of a choice only, where it is dear; the side itself is used once. */
function dearSide(
  graph: Graph,
  uses: ArrayLike<number>,
  negations: ReadonlyMap<Value, Value>,
  side: Value,
  home: Loop | undefined,
): ReadonlySet<Value> | undefined {
  const only = new Set<Value>()
  // How many uses of a value come from the side. All of them must, and then its operands are looked at.
  const inside = new Map<Value, number>([[side, 1]])
  let cost = 0
  const waiting: Value[] = [side]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const node = graph.node(value)
    if (inside.get(value) !== uses[value] || node.kind !== 'operation' || graph.isSteady(value)) continue
    if (graph.homeOf(value) !== home) continue
    if (only.size >= largestSide) return undefined
    only.add(value)
    cost += operations[node.operation].cost
    const negation = negations.get(value)
    for (const operand of negation === undefined ? node.operands : [...node.operands, negation]) {
      const count = (inside.get(operand) ?? 0) + 1
      inside.set(operand, count)
      if (count === uses[operand]) waiting.push(operand)
    }
  }
  return cost >= dearest ? only : undefined
}
