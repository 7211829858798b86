import type { Graph, Value } from '../graph.ts'
import { affineOf } from './affine.ts'
import type { Readers } from './readers.ts'

/**
 * Whether an exponential may be off by some units in its last place: wherever it goes, through products, quotients and
 * choices, nothing is made of it but a sum, a quotient, the exponent of another, or a number that is stored. Not so where
 * a number or another exponential is taken from it, which leaves nothing but that error where the two are equal, or where
 * it is compared; unless that place itself is left out by a choice, as in x/(e^x − 1) with a series for small |x|.
 */
export function mayBeRounded(graph: Graph, readers: Readers, exponential: Value): boolean {
  const seen = new Set<Value>()
  const waiting = [exponential]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue
    seen.add(value)
    for (const reader of readers.of(value)) {
      const node = graph.node(reader)
      if (node.kind !== 'operation') return false
      const [a, b] = node.operands as [Value, Value]
      const other = a === value ? b : a
      switch (node.operation) {
        case 'mul':
        case 'div':
        case 'neg':
        case 'abs':
        case 'sqrt':
        case 'min':
        case 'max':
          waiting.push(reader)
          break
        case 'select':
          if (a === value) return false
          waiting.push(reader)
          break
        case 'exp':
          break
        case 'add':
          if ((graph.constantOf(other) ?? 1) < 0) return false
          break
        case 'sub':
          if (meetsAnother(graph, other) && !isGuarded(graph, readers, exponential, value, reader))
            return false
          break
        default:
          return false
      }
    }
  }
  return true
}

/** Whether a value may be equal to an exponential at a place that somebody wrote down: a number, or another one. */
function meetsAnother(graph: Graph, value: Value): boolean {
  if (graph.isSteady(value)) return true
  const node = graph.node(value)
  if (node.kind !== 'operation') return false
  if (node.operation === 'exp') return true
  return (
    (node.operation === 'mul' || node.operation === 'div' || node.operation === 'neg') &&
    node.operands.some(operand => !graph.isSteady(operand) && meetsAnother(graph, operand))
  )
}

/** How near to 0 an exponent may come [1] where e^x − 1 is divided by. */
const nearest = 1e-7

/** Whether e^x − 1 is but a divisor, and only of what is chosen where |x| is at least `nearest`. */
function isGuarded(
  graph: Graph,
  readers: Readers,
  exponential: Value,
  value: Value,
  difference: Value,
): boolean {
  const node = graph.node(difference)
  const exponent = graph.node(exponential)
  if (value !== exponential || node.kind !== 'operation' || exponent.kind !== 'operation') return false
  if (!node.operands.some(operand => graph.constantOf(operand) === 1)) return false
  if (readers.isStored(difference)) return false
  return readers.of(difference).every(quotient => {
    const made = graph.node(quotient)
    if (made.kind !== 'operation' || made.operation !== 'div' || made.operands[0] === difference) return false
    if (isDividedTwice(graph, readers, made.operands[0] as Value)) return false
    return isChosenAway(graph, readers, quotient, exponent.operands[0] as Value)
  })
}

/** Two quotients of one number: the machine's loop for each computes its own exponential, and is faster with it. */
function isDividedTwice(graph: Graph, readers: Readers, above: Value): boolean {
  const quotients = readers.of(above).filter(reader => {
    const node = graph.node(reader)
    return node.kind === 'operation' && node.operation === 'div' && node.operands[0] === above
  })
  return quotients.length > 1
}

/** Whether a value, or what it is with a factor, is read by nothing but the other side of choices for |exponent| < …. */
function isChosenAway(graph: Graph, readers: Readers, value: Value, exponent: Value): boolean {
  if (readers.isStored(value)) return false
  return readers.of(value).every(reader => {
    const node = graph.node(reader)
    if (node.kind !== 'operation') return false
    const [condition, yes, no] = node.operands as [Value, Value, Value]
    if (node.operation === 'mul' || node.operation === 'neg')
      return (
        node.operands.every(operand => operand === value || graph.isSteady(operand)) &&
        isChosenAway(graph, readers, reader, exponent)
      )
    return node.operation === 'select' && no === value && yes !== value && isNear(graph, condition, exponent)
  })
}

/** Whether a condition holds wherever |exponent| < `nearest`. */
function isNear(graph: Graph, condition: Value, exponent: Value): boolean {
  const test = graph.node(condition)
  if (test.kind !== 'operation' || (test.operation !== 'lt' && test.operation !== 'le')) return false
  const [size, bound] = test.operands as [Value, Value]
  const most = graph.constantOf(bound)
  const absolute = graph.node(size)
  if (most === undefined || absolute.kind !== 'operation' || absolute.operation !== 'abs') return false
  const tested = affineOf(graph, absolute.operands[0] as Value)
  const wanted = affineOf(graph, exponent)
  const apart = Math.abs(tested.offset * wanted.slope - wanted.offset * tested.slope)
  return (
    tested.x === wanted.x &&
    apart <= 1e-15 * Math.abs(wanted.offset * tested.slope) &&
    most * Math.abs(wanted.slope) >= nearest * Math.abs(tested.slope)
  )
}
