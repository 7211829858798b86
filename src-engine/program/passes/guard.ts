import type { Graph, Value } from '../graph.ts'
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

/**
 * Finds choices with a side that is dear and used for nothing else, such as the exponentials in one branch of an
 * `if`. Such a side is put behind a `skipUnless`:
 *
 *     r = select c A B      →      r = copy B; skipUnless c { …A…; r = select c A r }
 *
 * Every register that such a region leaves to others (r alone) has been written before it.
 *
 * @param uses of each value, from removeDead
 */
export function planGuards(graph: Graph, uses: Int32Array): ReadonlyMap<Value, Guard> {
  const guards = new Map<Value, Guard>()
  const size = graph.size
  for (let index = 0; index < size; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (
      uses[index] === 0 ||
      node.kind !== 'operation' ||
      node.operation !== 'select' ||
      graph.isSteady(value)
    )
      continue
    const [condition, a, b] = node.operands as [Value, Value, Value]
    const yes = dearSide(graph, uses, a)
    const no = dearSide(graph, uses, b)
    if (!yes && !no) continue
    const unless = no && fold(graph, 'not', [condition])
    guards.set(value, { condition, yes, no: no && unless !== undefined ? { only: no, unless } : undefined })
  }
  return guards
}

/** What is computed for one side of a choice only, where it is dear; the side itself is used once. */
function dearSide(graph: Graph, uses: Int32Array, side: Value): ReadonlySet<Value> | undefined {
  const only = new Set<Value>()
  // How many uses of a value come from the side. All of them must, and then its operands are looked at.
  const inside = new Map<Value, number>([[side, 1]])
  let cost = 0
  const waiting: Value[] = [side]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const node = graph.node(value)
    if (inside.get(value) !== uses[value] || node.kind !== 'operation' || graph.isSteady(value)) continue
    if (only.size >= largestSide) return undefined
    only.add(value)
    cost += operations[node.operation].cost
    for (const operand of node.operands) {
      const count = (inside.get(operand) ?? 0) + 1
      inside.set(operand, count)
      if (count === uses[operand]) waiting.push(operand)
    }
  }
  return cost >= dearest ? only : undefined
}
