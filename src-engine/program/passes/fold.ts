import type { Graph, PureOperation, Value } from '../graph.ts'
import { mulHigh32, shiftLeft32, shiftRight32 } from '../wholeNumbers.ts'

/**
 * Makes the value of an operation in its simplest form: constants folded, and the rewritings below.
 *
 * Constants are folded only through operations that IEEE arithmetic defines to the last bit; exp, pow and the
 * like of constants are left to the prologue, where the machine computes them once with its own functions.
 *
 * Two kinds of rewriting:
 * - exact: x·1, x + 0 (but for the sign of zero), −(−x), a − (−b), −(a − b), x ± a negative number, operands of
 *   commutative operations in one order, a choice with a known condition;
 * - within rounding (each changes a result by an ulp or two, the same on every machine): a division by a value
 *   that does not vary becomes a multiplication by its reciprocal; factors that do not vary are gathered into
 *   one, also through quotients and choices; a/(b/c) becomes a·c/b; a/b becomes a·(1/b)
 *   where 1/b is known already; (x·y)·y becomes x·(y·y); whole powers up to 16
 *   become multiplications.
 *
 * What it does not do: move factors into sums, or anything else that could make cancellation worse.
 */
export function fold(graph: Graph, operation: PureOperation, operands: readonly Value[]): Value {
  const [a, b, c] = operands as [Value, Value, Value]
  switch (operation) {
    case 'add':
      return add(graph, a, b)
    case 'sub':
      return subtract(graph, a, b)
    case 'mul':
      return multiply(graph, a, b)
    case 'div':
      return divide(graph, a, b)
    case 'neg':
      return negate(graph, a)
    case 'pow':
      return power(graph, a, b)
    case 'abs': {
      const inner = negated(graph, a)
      if (inner !== undefined) return fold(graph, 'abs', [inner])
      return exact(graph, operation, operands)
    }
    case 'not': {
      const inner = graph.node(a)
      if (inner.kind === 'operation' && inner.operation === 'eq') return fold(graph, 'ne', inner.operands)
      if (inner.kind === 'operation' && inner.operation === 'ne') return fold(graph, 'eq', inner.operands)
      return exact(graph, operation, operands)
    }
    case 'select': {
      if (b === c) return b
      const condition = graph.constantOf(a)
      if (condition !== undefined) return condition !== 0 ? b : c
      const inner = graph.node(a)
      if (inner.kind === 'operation' && inner.operation === 'not') {
        const [condition] = inner.operands as [Value]
        return fold(graph, 'select', [condition, c, b])
      }
      return graph.operation(operation, operands)
    }
    case 'eq':
    case 'ne':
    case 'and':
    case 'or':
      return exact(graph, operation, inOrder(a, b))
    default:
      return exact(graph, operation, operands)
  }
}

/**
 * The product exactly as it stands, but for constants. `fold` gathers factors that do not vary, which costs where a
 * product is shared: an algorithm that multiplies the same values again and again, as elimination does, wants it so.
 */
export function plainProduct(graph: Graph, a: Value, b: Value): Value {
  if (graph.constantOf(a) === 1) return b
  if (graph.constantOf(b) === 1) return a
  return exact(graph, 'mul', inOrder(a, b))
}

/** The operations whose result on constants is defined to the last bit. */
const exactOperations: Readonly<Partial<Record<PureOperation, (a: number, b: number) => number>>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: a => -a,
  abs: Math.abs,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  fmod: (a, b) => a % b,
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  not: a => Number(a === 0),
  trunc: Math.trunc,
  xor32: (a, b) => (a ^ b) >>> 0,
  and32: (a, b) => (a & b) >>> 0,
  or32: (a, b) => (a | b) >>> 0,
  shiftLeft32,
  shiftRight32,
  mulLow32: (a, b) => Math.imul(a, b) >>> 0,
  mulHigh32,
}

/** The operation itself, or its number where all operands are constants. */
function exact(graph: Graph, operation: PureOperation, operands: readonly Value[]): Value {
  const a = graph.constantOf(operands[0] as Value)
  const b = a === undefined || operands.length === 1 ? 0 : graph.constantOf(operands[1] as Value)
  const compute = a === undefined || b === undefined ? undefined : exactOperations[operation]
  if (compute) return graph.constant(compute(a as number, b as number))
  return graph.operation(operation, operands)
}

function inOrder(a: Value, b: Value): readonly [Value, Value] {
  return a <= b ? [a, b] : [b, a]
}

/** x where the value is −x. */
function negated(graph: Graph, value: Value): Value | undefined {
  return operandsOf(graph, value, 'neg')?.[0]
}

function operandsOf(
  graph: Graph,
  value: Value,
  operation: PureOperation,
): readonly [Value, Value] | undefined {
  const node = graph.node(value)
  return node.kind === 'operation' && node.operation === operation
    ? (node.operands as [Value, Value])
    : undefined
}

/** The value as factor · rest, where the factor does not vary and the rest does. */
function factored(graph: Graph, value: Value): { readonly factor: Value; readonly rest: Value } | undefined {
  const product = operandsOf(graph, value, 'mul')
  if (product) {
    const [a, b] = product
    if (graph.isSteady(a) && !graph.isSteady(b)) return { factor: a, rest: b }
    if (graph.isSteady(b) && !graph.isSteady(a)) return { factor: b, rest: a }
    return undefined
  }
  const inner = negated(graph, value)
  if (inner !== undefined && !graph.isSteady(inner)) return { factor: graph.constant(-1), rest: inner }
  return undefined
}

function add(graph: Graph, a: Value, b: Value): Value {
  if (graph.constantOf(a) === 0) return b
  if (graph.constantOf(b) === 0) return a
  const minusA = negated(graph, a)
  const minusB = negated(graph, b)
  if (minusB !== undefined) return subtract(graph, a, minusB)
  if (minusA !== undefined) return subtract(graph, b, minusA)
  const [left, right] = [graph.constantOf(a), graph.constantOf(b)]
  if (left === undefined && right !== undefined && right < 0)
    return exact(graph, 'sub', [a, graph.constant(-right)])
  if (left !== undefined && left < 0 && right === undefined)
    return exact(graph, 'sub', [b, graph.constant(-left)])
  return exact(graph, 'add', inOrder(a, b))
}

function subtract(graph: Graph, a: Value, b: Value): Value {
  if (graph.constantOf(b) === 0) return a
  if (graph.constantOf(a) === 0) return negate(graph, b)
  const minusB = negated(graph, b)
  if (minusB !== undefined) return add(graph, a, minusB)
  const minusA = negated(graph, a)
  if (minusA !== undefined) return negate(graph, add(graph, minusA, b))
  const right = graph.constantOf(b)
  if (right !== undefined && right < 0 && graph.constantOf(a) === undefined)
    return add(graph, a, graph.constant(-right))
  return exact(graph, 'sub', [a, b])
}

function negate(graph: Graph, a: Value): Value {
  const inner = negated(graph, a)
  if (inner !== undefined) return inner
  const difference = operandsOf(graph, a, 'sub')
  if (difference) return subtract(graph, difference[1], difference[0])
  const parts = factored(graph, a)
  if (parts) return multiply(graph, negate(graph, parts.factor), parts.rest)
  return exact(graph, 'neg', [a])
}

function multiply(graph: Graph, a: Value, b: Value): Value {
  const [left, right] = [graph.constantOf(a), graph.constantOf(b)]
  if (left !== undefined && right !== undefined) return graph.constant(left * right)
  if (left === 1) return b
  if (right === 1) return a
  if (left === -1) return negate(graph, b)
  if (right === -1) return negate(graph, a)
  if (graph.isSteady(a) && graph.isSteady(b)) return exact(graph, 'mul', inOrder(a, b))
  const partsA = factored(graph, a)
  const partsB = factored(graph, b)
  if (graph.isSteady(a) && partsB) return multiply(graph, multiply(graph, a, partsB.factor), partsB.rest)
  if (graph.isSteady(b) && partsA) return multiply(graph, multiply(graph, b, partsA.factor), partsA.rest)
  if (graph.isSteady(a)) return scale(graph, a, b) ?? exact(graph, 'mul', inOrder(a, b))
  if (graph.isSteady(b)) return scale(graph, b, a) ?? exact(graph, 'mul', inOrder(a, b))
  if (partsA && partsB) {
    const rest = multiply(graph, partsA.rest, partsB.rest)
    return multiply(graph, multiply(graph, partsA.factor, partsB.factor), rest)
  }
  const minusA = negated(graph, a)
  const minusB = negated(graph, b)
  if (minusA !== undefined) return negate(graph, multiply(graph, minusA, b))
  if (minusB !== undefined) return negate(graph, multiply(graph, a, minusB))
  return squared(graph, a, b) ?? squared(graph, b, a) ?? exact(graph, 'mul', inOrder(a, b))
}

/** (x·y)·y = x·(y·y), so that g·n·n·n·n takes three multiplications. */
function squared(graph: Graph, product: Value, y: Value): Value | undefined {
  const parts = operandsOf(graph, product, 'mul')
  if (!parts || parts[0] === parts[1]) return undefined
  const x = parts[0] === y ? parts[1] : parts[1] === y ? parts[0] : undefined
  return x === undefined ? undefined : multiply(graph, x, multiply(graph, y, y))
}

/**
 * A product with a factor that does not vary, where the factor can be merged with what is there:
 * s·(r/x) = (s·r)/x; s·(x/y) = (s·x)/y if s·x is known already; and into both sides of a choice if each takes it in.
 */
function scale(graph: Graph, factor: Value, value: Value): Value | undefined {
  const quotient = operandsOf(graph, value, 'div')
  if (quotient) {
    const [x, y] = quotient
    if (graph.isSteady(x)) return divide(graph, multiply(graph, factor, x), y)
    const scaled = graph.find('mul', inOrder(factor, x))
    return scaled === undefined ? undefined : graph.operation('div', [scaled, y])
  }
  const node = graph.node(value)
  if (node.kind !== 'operation' || node.operation !== 'select') return undefined
  const [condition, yes, no] = node.operands as [Value, Value, Value]
  const takesFactor = (side: Value): boolean => graph.isSteady(side) || factored(graph, side) !== undefined
  if (!takesFactor(yes) || !takesFactor(no)) return undefined
  return fold(graph, 'select', [condition, multiply(graph, factor, yes), multiply(graph, factor, no)])
}

function divide(graph: Graph, a: Value, b: Value): Value {
  const divisor = graph.constantOf(b)
  if (divisor === 1) return a
  if (graph.isSteady(a) && graph.isSteady(b)) return exact(graph, 'div', [a, b])
  if (graph.isSteady(b) && (divisor === undefined || hasReciprocal(divisor))) {
    return multiply(graph, a, exact(graph, 'div', [graph.constant(1), b]))
  }
  const inner = operandsOf(graph, b, 'div')
  if (inner) return divide(graph, multiply(graph, a, inner[1]), inner[0])
  const reciprocal = graph.find('div', [graph.constant(1), b])
  if (reciprocal !== undefined && graph.constantOf(a) !== 1)
    return exact(graph, 'mul', inOrder(a, reciprocal))
  const partsA = factored(graph, a)
  const partsB = factored(graph, b)
  if (partsB && graph.isSteady(a)) return divide(graph, divide(graph, a, partsB.factor), partsB.rest)
  if (partsA && partsB) {
    return multiply(
      graph,
      divide(graph, partsA.factor, partsB.factor),
      divide(graph, partsA.rest, partsB.rest),
    )
  }
  const minusA = negated(graph, a)
  const minusB = negated(graph, b)
  if (minusA !== undefined) return negate(graph, divide(graph, minusA, b))
  if (minusB !== undefined) return negate(graph, divide(graph, a, minusB))
  return exact(graph, 'div', [a, b])
}

/** Whether 1/x is a normal number, so that multiplying by it loses no more than rounding. */
function hasReciprocal(divisor: number): boolean {
  const size = Math.abs(divisor)
  return size > 1e-290 && size < 1e290
}

/** Whole powers up to this size become multiplications, each rounding once. */
const largestUnrolledPower = 16

function power(graph: Graph, base: Value, exponent: Value): Value {
  const n = graph.constantOf(exponent)
  if (n === undefined || !Number.isInteger(n) || Math.abs(n) > largestUnrolledPower) {
    return graph.operation('pow', [base, exponent])
  }
  if (n === 0) return graph.constant(1)
  let result: Value | undefined
  let square = base
  for (let rest = Math.abs(n); rest > 0; rest >>= 1) {
    if (rest & 1) result = result === undefined ? square : multiply(graph, result, square)
    if (rest > 1) square = multiply(graph, square, square)
  }
  const positive = result ?? base
  return n < 0 ? divide(graph, graph.constant(1), positive) : positive
}
