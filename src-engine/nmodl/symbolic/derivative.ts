import type { ProgramBuilder } from '../../program/builder.ts'
import type { PureOperation, Value } from '../../program/graph.ts'
import { reachable } from './linearIn.ts'

/**
 * The derivative of a value with respect to another that it is made of, by the chain rule over the graph (forward
 * automatic differentiation). Exact but for rounding; at the corners of abs, floor, min, max and of choices it is
 * that of the side taken there.
 *
 * @returns undefined where it is exactly 0, and 'unknown' where the way leads through a loop
 */
export function derivative(
  builder: ProgramBuilder,
  value: Value,
  unknown: Value,
): Value | undefined | 'unknown' {
  if (!builder.dependsOn(value, unknown)) return undefined
  const slopes = new Map<Value, Value>([[unknown, builder.constant(1)]])
  const dependent = new Set([unknown])
  for (const current of reachable(builder, value)) {
    const operands = builder.operandsOf(current)
    if (current === unknown || !operands.some(operand => dependent.has(operand))) continue
    dependent.add(current)
    const node = builder.node(current)
    // An element of a table is flat between two indices; what a loop makes cannot be followed.
    if (node.kind === 'element') continue
    if (node.kind !== 'operation') return 'unknown'
    const inner = operands.map(operand => slopes.get(operand))
    if (inner.every(slope => slope === undefined)) continue
    const slope = chain(builder, node.operation, operands, inner, current)
    if (slope !== undefined && builder.constantOf(slope) !== 0) slopes.set(current, slope)
  }
  return slopes.get(value)
}

/** Makes one operation of the graph; undefined operands of sums and products are 0. */
type Apply = (operation: PureOperation, ...operands: readonly Value[]) => Value

/**
 * Outer derivatives of functions of one argument x, given x and the value f(x).
 * Those that are absent are flat or stepwise: their derivative is 0.
 */
const outer: Readonly<
  Partial<
    Record<PureOperation, (apply: Apply, x: Value, f: Value, number: (value: number) => Value) => Value>
  >
> = {
  neg: (_apply, _x, _f, number) => number(-1),
  abs: (apply, x, _f, number) => apply('select', apply('lt', x, number(0)), number(-1), number(1)),
  sqrt: (apply, _x, f, number) => apply('div', number(0.5), f),
  exp: (_apply, _x, f) => f,
  expm1: (apply, _x, f, number) => apply('add', f, number(1)),
  log: (apply, x, _f, number) => apply('div', number(1), x),
  log10: (apply, x, _f, number) => apply('div', number(0.4342944819032518), x),
  sin: (apply, x) => apply('cos', x),
  cos: (apply, x) => apply('neg', apply('sin', x)),
  tan: (apply, _x, f, number) => apply('add', number(1), apply('mul', f, f)),
  asin: (apply, x, _f, number) =>
    apply('div', number(1), apply('sqrt', apply('sub', number(1), apply('mul', x, x)))),
  acos: (apply, x, _f, number) =>
    apply('div', number(-1), apply('sqrt', apply('sub', number(1), apply('mul', x, x)))),
  atan: (apply, x, _f, number) => apply('div', number(1), apply('add', number(1), apply('mul', x, x))),
  sinh: (apply, x) => apply('cosh', x),
  cosh: (apply, x) => apply('sinh', x),
  tanh: (apply, _x, f, number) => apply('sub', number(1), apply('mul', f, f)),
  // d erf/dx = 2/√π · e^(−x²)
  erf: (apply, x, _f, number) =>
    apply('mul', number(1.1283791670955126), apply('exp', apply('neg', apply('mul', x, x)))),
}

/** The derivative of one operation, given those of its operands (undefined: 0). */
function chain(
  builder: ProgramBuilder,
  operation: PureOperation,
  operands: readonly Value[],
  inner: readonly (Value | undefined)[],
  result: Value,
): Value | undefined {
  const apply: Apply = (name, ...values) => builder.apply(name, ...values)
  const number = (value: number) => builder.constant(value)
  const zero = number(0)
  const [a, b] = operands as [Value, Value]
  const [da, db, dc] = inner
  const times = (x: Value | undefined, y: Value) => (x === undefined ? undefined : apply('mul', x, y))
  const sum = (x: Value | undefined, y: Value | undefined) =>
    x === undefined || y === undefined ? (x ?? y) : apply('add', x, y)
  const minus = (x: Value | undefined) => (x === undefined ? undefined : apply('neg', x))
  const choose = (condition: Value, x: Value | undefined, y: Value | undefined) =>
    x === undefined && y === undefined ? undefined : apply('select', condition, x ?? zero, y ?? zero)
  switch (operation) {
    case 'add':
      return sum(da, db)
    case 'sub':
      return sum(da, minus(db))
    case 'mul':
      return sum(times(da, b), times(db, a))
    case 'div': {
      // d(a/b) = (da − (a/b)·db)/b
      const numerator = sum(da, minus(times(db, result)))
      return numerator === undefined ? undefined : apply('div', numerator, b)
    }
    case 'pow':
      return sum(
        times(da, apply('mul', b, apply('pow', a, apply('sub', b, number(1))))),
        // Where the base is 0 the logarithm is not finite, but the power does not change with the exponent.
        db && times(db, apply('select', apply('eq', a, zero), zero, apply('mul', result, apply('log', a)))),
      )
    case 'atan2': {
      const square = apply('add', apply('mul', a, a), apply('mul', b, b))
      const numerator = sum(times(da, b), minus(times(db, a)))
      return numerator === undefined ? undefined : apply('div', numerator, square)
    }
    case 'fmod':
      // a − b·trunc(a/b)
      return sum(da, minus(times(db, apply('trunc', apply('div', a, b)))))
    case 'min':
      return choose(apply('lt', a, b), da, db)
    case 'max':
      return choose(apply('lt', b, a), da, db)
    case 'select':
      return choose(a, db, dc)
    default: {
      const slope = outer[operation]
      return slope && da !== undefined ? apply('mul', da, slope(apply, a, result, number)) : undefined
    }
  }
}
