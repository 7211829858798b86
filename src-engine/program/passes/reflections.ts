import type { Graph, Value } from '../graph.ts'
import type { Step } from '../nodes.ts'
import { exponentialsIn } from './affine.ts'
import { fold, plainProduct } from './fold.ts'
import { readersOf, type Readers } from './readers.ts'
import type { Uses } from './removeDead.ts'
import { rewrite, type Replacement } from './rewrite.ts'

/** above/(e^x ± 1), or where `turned` above/(1 − e^x). */
interface Quotient {
  readonly value: Value
  readonly above: Value
  readonly plus: boolean
  readonly turned: boolean
}

/**
 * Makes e^(−x) out of e^x where all that is wanted of it are quotients:
 *
 *     n/(e^(−x) + 1) = n·e^x/(e^x + 1)        n/(1 − e^(−x)) = n·e^x/(e^x − 1)
 *
 * and divides once where both have the same n but for a factor, as α = a·u/(1 − e^(−u/k)) and β = b·u/(e^(u/k) − 1). A
 * quotient gains two roundings. Near x = 0 nothing is lost: e^x − 1 is as exact as 1 − e^(−x), and 0 where that is.
 * Where NMODL's exp ends, at |x| = 700, a quotient is 0 that was below e^−690 of n.
 *
 * Quotients that are a side of a choice stay, for the machine has a loop of its own for x/(e^x − 1) with a series near 0.
 * Programs with loops are left alone: their exponentials stand in the rounds.
 *
 * @returns the steps, of which the same or other values are made
 */
export function reflectExponentials(graph: Graph, steps: readonly Step[], used: Uses): readonly Step[] {
  if (used.loops.size > 0) return steps
  const pairs = mirrored(graph, used.uses)
  if (pairs.length === 0) return steps
  const readers = readersOf(graph, used.uses)
  const replacements = new Map<Value, Replacement>()
  for (const [one, other] of pairs) {
    const reflect = (kept: Value, gone: Value): boolean => {
      const reflected = quotientsOf(graph, readers, gone)
      if (!reflected?.isAll || reflected.list.length === 0) return false
      if (reflected.list.some(({ value }) => isChosen(graph, readers, value))) return false
      const plain = quotientsOf(graph, readers, kept)?.list ?? []
      for (const quotient of reflected.list) {
        replacements.set(quotient.value, known =>
          reflection(graph, quotient, known(quotient.above), known(kept)),
        )
        for (const mate of plain)
          if (mate.plus === quotient.plus && restOf(graph, mate.above) === restOf(graph, quotient.above))
            replacements.set(mate.value, known => divided(graph, mate, known(mate.above), known(kept)))
      }
      return true
    }
    if (!reflect(one, other)) reflect(other, one)
  }
  return rewrite(graph, steps, used.uses, replacements)
}

/** Pairs e^x, e^(−x), each exponential in one of them. */
function mirrored(graph: Graph, uses: Int32Array): (readonly [Value, Value])[] {
  const byExponent = new Map<string, Value>()
  const pairs: (readonly [Value, Value])[] = []
  const exponentials = exponentialsIn(graph, uses)
  if (exponentials.length < 2) return pairs
  for (const { value, x, slope, offset } of exponentials) {
    const mirror = byExponent.get(`${x} ${-slope} ${0 - offset}`)
    if (mirror === undefined) byExponent.set(`${x} ${slope} ${offset}`, value)
    else pairs.push([mirror, value])
  }
  return pairs
}

/** The quotients by e^x ± 1; `isAll` where nothing else is made of the exponential. */
function quotientsOf(
  graph: Graph,
  readers: Readers,
  exponential: Value,
): { readonly list: readonly Quotient[]; readonly isAll: boolean } | undefined {
  const list: Quotient[] = []
  let isAll = !readers.isStored(exponential)
  for (const sum of readers.of(exponential)) {
    const node = graph.node(sum)
    const [a, b] = node.kind === 'operation' ? (node.operands as [Value, Value]) : []
    const isSum = node.kind === 'operation' && (node.operation === 'add' || node.operation === 'sub')
    if (!isSum || a === undefined || b === undefined || a === b) {
      isAll = false
      continue
    }
    const other = graph.constantOf(a === exponential ? b : a)
    const isOfOne = other === 1 || (other === -1 && node.operation === 'add')
    if (!isOfOne || readers.isStored(sum)) isAll = false
    if (!isOfOne) continue
    const plus = node.operation === 'add' && other === 1
    const turned = node.operation === 'sub' && b === exponential
    for (const value of readers.of(sum)) {
      const quotient = graph.node(value)
      const [above, below] = quotient.kind === 'operation' ? (quotient.operands as [Value, Value]) : []
      if (quotient.kind !== 'operation' || quotient.operation !== 'div' || below !== sum || above === sum)
        isAll = false
      else if (above !== undefined) list.push({ value, above, plus, turned })
    }
  }
  return { list, isAll }
}

/** Whether a quotient, or what it is with a factor, is one side of a choice: the machine does all of that in one loop. */
function isChosen(graph: Graph, readers: Readers, value: Value): boolean {
  return readers.of(value).some(reader => {
    const node = graph.node(reader)
    if (node.kind !== 'operation') return false
    if (node.operation === 'select') return true
    const isScaled = node.operation === 'mul' && node.operands.some(operand => graph.isSteady(operand))
    return (isScaled || node.operation === 'neg') && isChosen(graph, readers, reader)
  })
}

/** What varies of a product with a factor that does not; 1 of what does not vary at all. */
function restOf(graph: Graph, value: Value): Value {
  return factored(graph, value).rest
}

function factored(graph: Graph, value: Value): { readonly factor: Value; readonly rest: Value } {
  if (graph.isSteady(value)) return { factor: value, rest: graph.constant(1) }
  const node = graph.node(value)
  if (node.kind === 'operation' && node.operation === 'neg')
    return { factor: graph.constant(-1), rest: node.operands[0] as Value }
  if (node.kind === 'operation' && node.operation === 'sub') {
    const [a, b] = node.operands as [Value, Value]
    if (graph.isSteady(a)) return { factor: graph.constant(-1), rest: fold(graph, 'sub', [b, a]) }
  }
  if (node.kind === 'operation' && node.operation === 'mul') {
    const [a, b] = node.operands as [Value, Value]
    if (graph.isSteady(a)) return timesFactor(graph, a, b)
    if (graph.isSteady(b)) return timesFactor(graph, b, a)
  }
  return { factor: graph.constant(1), rest: value }
}

/** The same of a product. */
function timesFactor(
  graph: Graph,
  factor: Value,
  value: Value,
): { readonly factor: Value; readonly rest: Value } {
  const inner = factored(graph, value)
  return { factor: fold(graph, 'mul', [factor, inner.factor]), rest: inner.rest }
}

/** rest/(power ± 1), and the factor that it lacks. */
function parts(graph: Graph, { plus, turned }: Quotient, above: Value, power: Value, negate: boolean) {
  const { factor, rest } = factored(graph, above)
  const below = fold(graph, plus ? 'add' : 'sub', [power, graph.constant(1)])
  return {
    factor: turned !== negate && !plus ? fold(graph, 'neg', [factor]) : factor,
    ratio: fold(graph, 'div', [rest, below]),
  }
}

/** above/(power ± 1), as a factor of what others divide too. */
function divided(graph: Graph, quotient: Quotient, above: Value, power: Value): Value {
  const { factor, ratio } = parts(graph, quotient, above, power, false)
  return scaled(graph, factor, ratio)
}

/** above/(1/power ± 1). */
function reflection(graph: Graph, quotient: Quotient, above: Value, power: Value): Value {
  const { factor, ratio } = parts(graph, quotient, above, power, true)
  return scaled(graph, factor, plainProduct(graph, power, ratio))
}

/** A product whose quotient stays as others have it, too. */
function scaled(graph: Graph, factor: Value, value: Value): Value {
  return graph.constantOf(factor) === -1 ? fold(graph, 'neg', [value]) : plainProduct(graph, factor, value)
}
