import type { Graph, Value } from '../graph.ts'
import type { Step } from '../nodes.ts'
import { exponentialsIn, type Exponential } from './affine.ts'
import { mayBeRounded } from './cancellation.ts'
import { fold } from './fold.ts'
import { readersOf } from './readers.ts'
import type { Uses } from './removeDead.ts'
import { rewrite, type Replacement } from './rewrite.ts'

/** An exponential that is made of another one: factor·base^power, with factor e^constant. */
interface Derived {
  readonly base: Exponential
  readonly power: number
  readonly constant: number
}

/** Powers that take at most three multiplications. */
const powers = [1, 2, 3, 4, 5, 6, 8] as const

/** Up to this |x| nothing that a family is made of may reach the ends of the doubles. */
const widest = 1000
/** The largest exponent there; NMODL's exp ends at 700. */
const largestExponent = 650

/**
 * Makes exponentials of one varying number out of each other: e^(s·x + c) with s = k·b, k a small whole number, is
 * e^(c − k·d)·(e^(b·x + d))^k. What is left of such a family is its member of least slope, and a few products; the constant
 * factor is the machine's own exp of a constant.
 *
 * With u = 2^-53, |x| ≤ 1000 and E the largest exponent met, a result differs from the exponential by less than
 * (24 + 16·E)·u relatively. No exponent of a family exceeds 650 in size there, so nothing overflows, underflows, or is
 * clamped. What must not differ by that much stays as it is (cancellation.ts).
 *
 * Programs with loops are left alone: their exponentials stand in the rounds.
 *
 * @returns the steps, of which the same or other values are made
 */
export function shareExponentials(graph: Graph, steps: readonly Step[], used: Uses): readonly Step[] {
  if (used.loops.size > 0) return steps
  const replacements = new Map<Value, Replacement>()
  for (const [value, family] of findFamilies(graph, used.uses))
    replacements.set(value, known => powerOf(graph, family, known(family.base.value)))
  return rewrite(graph, steps, used.uses, replacements)
}

function findFamilies(graph: Graph, uses: Int32Array): ReadonlyMap<Value, Derived> {
  const derived = new Map<Value, Derived>()
  const exponentials = exponentialsIn(graph, uses)
  if (exponentials.length < 2) return derived
  const byVariable = new Map<Value, Exponential[]>()
  for (const member of exponentials) {
    if (!(Math.abs(member.slope) * widest + Math.abs(member.offset) <= largestExponent)) continue
    const list = byVariable.get(member.x)
    if (list) list.push(member)
    else byVariable.set(member.x, [member])
  }
  const several = [...byVariable.values()].filter(list => list.length > 1)
  if (several.length === 0) return derived
  const readers = readersOf(graph, uses)
  for (const list of several) {
    let rest = list.toSorted((one, other) => Math.abs(one.slope) - Math.abs(other.slope))
    for (let base = rest[0]; base && rest.length > 1; base = rest[0]) {
      const others: Exponential[] = []
      for (const member of rest.slice(1)) {
        const found = derivedFrom(base, member)
        if (found && mayBeRounded(graph, readers, member.value)) derived.set(member.value, found)
        else others.push(member)
      }
      rest = others
    }
  }
  return derived
}

/** How a member is made of another one, where it can be. */
function derivedFrom(base: Exponential, member: Exponential): Derived | undefined {
  const ratio = member.slope / base.slope
  const power = powers.find(candidate => Math.abs(ratio - candidate) <= 2 * Number.EPSILON * candidate)
  if (power === undefined) return undefined
  const constant = member.offset - power * base.offset
  const largest = power * (Math.abs(base.slope) * widest + Math.abs(base.offset))
  return largest <= largestExponent && Math.abs(constant) <= largestExponent
    ? { base, power, constant }
    : undefined
}

/** factor·base^power, the power by squaring. */
function powerOf(graph: Graph, { power, constant }: Derived, base: Value): Value {
  let result: Value | undefined
  let square = base
  for (let rest: number = power; rest > 0; rest >>= 1) {
    if (rest & 1) result = result === undefined ? square : fold(graph, 'mul', [result, square])
    if (rest > 1) square = fold(graph, 'mul', [square, square])
  }
  const factor = constant === 0 ? graph.constant(1) : fold(graph, 'exp', [graph.constant(constant)])
  return fold(graph, 'mul', [factor, result ?? square])
}
