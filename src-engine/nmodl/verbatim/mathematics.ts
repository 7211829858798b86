import type { Expression } from '../ast/expressions.ts'
import { type Around, type Translated, truncated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { assignNode, binaryNode, callNode, ifNode, numberNode, unaryNode } from './nodes.ts'
import { Unsupported } from './unsupported.ts'

type Call = Extract<CExpression, { kind: 'call' }>
type Write = (around: Around, values: readonly Expression[], node: Call) => Expression

/** Functions of C's mathematics that NMODL has, and under which name. */
const same: Readonly<Record<string, string>> = {
  hoc_Exp: 'exp',
  trunc: 'INT',
  ...Object.fromEntries(
    `exp log log10 sin cos tan asin acos atan atan2 sinh cosh tanh sqrt fabs floor ceil fmod pow erf fmin fmax`
      .split(' ')
      .map(name => [name, name]),
  ),
}

/** x without its fraction, one further from 0 where that is at least a half. */
const round: Write = (around, [x], node) => {
  const kept = around.keep('x', x ?? numberNode(0, node), node)
  const whole = around.keep('whole', callNode('INT', [kept], node), node)
  const { name } = whole as Extract<Expression, { kind: 'name' }>
  const rest = callNode('fabs', [binaryNode('-', kept, whole, node)], node)
  const further = (by: 1 | -1) => [assignNode(name, binaryNode('+', whole, numberNode(by, node), node), node)]
  const isBelow = binaryNode('<', kept, numberNode(0, node), node)
  around.before.push(
    ifNode(
      binaryNode('>=', rest, numberNode(0.5, node), node),
      [ifNode(isBelow, further(-1), further(1), node)],
      [],
      node,
    ),
  )
  return whole
}

/** Beyond this there are no fractions, and adding it takes off those of smaller numbers, to the even neighbour at a half. */
const noFractions = 4503599627370496

const roundToEven: Write = (around, [x], node) => {
  const kept = around.keep('x', x ?? numberNode(0, node), node)
  const size = around.keep('size', callNode('fabs', [kept], node), node)
  const large = numberNode(noFractions, node)
  const even = binaryNode('-', binaryNode('+', size, large, node), large, node)
  return choose(around, binaryNode('<', size, large, node), withSign(around, even, kept, node), kept, node)
}

function choose(around: Around, asked: Expression, yes: Expression, no: Expression, node: Call): Expression {
  const chosen = around.keep('chosen', no, node)
  const { name } = chosen as Extract<Expression, { kind: 'name' }>
  around.before.push(ifNode(asked, [assignNode(name, yes, node)], [], node))
  return chosen
}

/** A size with the sign of another number. */
function withSign(around: Around, size: Expression, sign: Expression, node: Call): Expression {
  const isBelow = binaryNode('<', sign, numberNode(0, node), node)
  return choose(around, isBelow, unaryNode('-', size, node), size, node)
}

/** Functions that are written out. */
const written: Readonly<Record<string, Write>> = {
  round,
  lround: round,
  rint: roundToEven,
  nearbyint: roundToEven,
  lrint: roundToEven,
  hypot(around, [x, y], node) {
    const square = (one: Expression | undefined) => {
      const kept = around.keep('x', one ?? numberNode(0, node), node)
      return binaryNode('*', kept, kept, node)
    }
    return callNode('sqrt', [binaryNode('+', square(x), square(y), node)], node)
  },
  cbrt(around, [x], node) {
    const kept = around.keep('x', x ?? numberNode(0, node), node)
    const size = callNode('pow', [callNode('fabs', [kept], node), numberNode(1 / 3, node)], node)
    return withSign(around, around.keep('size', size, node), kept, node)
  },
  log2: (_, [x], node) =>
    binaryNode('/', callNode('log', x ? [x] : [], node), numberNode(Math.LN2, node), node),
  exp2: (_, [x], node) => callNode('pow', [numberNode(2, node), ...(x ? [x] : [])], node),
  // Both by what rounding leaves of x in 1 + x and in exp(x), after W. Kahan.
  log1p(around, [x], node) {
    const [kept, one] = [around.keep('x', x ?? numberNode(0, node), node), numberNode(1, node)]
    const sum = around.keep('sum', binaryNode('+', one, kept, node), node)
    const part = binaryNode('/', kept, binaryNode('-', sum, one, node), node)
    const value = binaryNode('*', callNode('log', [sum], node), part, node)
    return choose(around, binaryNode('==', sum, one, node), kept, value, node)
  },
  expm1(around, [x], node) {
    const [kept, one] = [around.keep('x', x ?? numberNode(0, node), node), numberNode(1, node)]
    const power = around.keep('power', callNode('exp', [kept], node), node)
    const less = around.keep('less', binaryNode('-', power, one, node), node)
    const part = binaryNode('/', kept, callNode('log', [power], node), node)
    const value = around.keep('value', binaryNode('*', less, part, node), node)
    const isSmall = binaryNode('==', power, one, node)
    const isGone = binaryNode('==', less, unaryNode('-', one, node), node)
    return choose(around, isSmall, kept, choose(around, isGone, less, value, node), node)
  },
  copysign: (around, [x, y], node) =>
    withSign(
      around,
      around.keep('size', callNode('fabs', x ? [x] : [], node), node),
      y ?? numberNode(0, node),
      node,
    ),
  fdim: (_, [x, y], node) =>
    callNode(
      'fmax',
      [binaryNode('-', x ?? numberNode(0, node), y ?? numberNode(0, node), node), numberNode(0, node)],
      node,
    ),
  isnan(around, [x], node) {
    const kept = around.keep('x', x ?? numberNode(0, node), node)
    return binaryNode('!=', kept, kept, node)
  },
  isfinite(around, [x], node) {
    const kept = around.keep('x', x ?? numberNode(0, node), node)
    return binaryNode('==', binaryNode('-', kept, kept, node), numberNode(0, node), node)
  },
  isinf: (_, [x], node) =>
    binaryNode('>', callNode('fabs', x ? [x] : [], node), numberNode(Number.MAX_VALUE, node), node),
}

const wholeResults = new Set(['lround', 'lrint', 'isnan', 'isfinite', 'isinf'])
const twoArguments = new Set(['pow', 'atan2', 'fmod', 'fmin', 'fmax', 'hypot', 'copysign', 'fdim'])

/** Translates a call of C's mathematics; of another function, nothing. */
export function callMathematics(around: Around, node: Call, name: string): Translated | undefined {
  const isAbs = name === 'abs' || name === 'labs'
  if (!isAbs && !Object.hasOwn(same, name) && !Object.hasOwn(written, name)) return undefined
  if (node.arguments.length !== (twoArguments.has(name) ? 2 : 1))
    throw new Unsupported(`it calls "${name}" with a wrong number of arguments`, node)
  const given = node.arguments.map(argument => around.value(argument))
  const [first] = given
  // The one of C is for whole numbers, and takes the fraction off others.
  if (isAbs && first) return { value: callNode('fabs', [truncated(first, node)], node), whole: true }
  const values = given.map(({ value }) => value)
  const write = written[name]
  const value = write ? write(around, values, node) : callNode(same[name] ?? name, values, node)
  return { value, whole: wholeResults.has(name) }
}
