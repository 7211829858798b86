import { CCursor } from './cCursor.ts'
import { readExpression } from './cExpressions.ts'
import type { CExpression } from './cNodes.ts'
import { constantOf } from './constants.ts'
import type { CToken } from './cTokens.ts'
import { Unsupported } from './unsupported.ts'

/** The version of NEURON that C code is told it is compiled with. */
const version = [8, 2, 2] as const

/**
 * Whether a condition of the preprocessor holds.
 *
 * @param tokens the condition, macros replaced except in `defined`
 */
export function conditionHolds(
  tokens: readonly CToken[],
  isDefined: (name: string) => boolean,
  directive: CToken,
): boolean {
  const misunderstood = () => new Unsupported('its preprocessor condition is not understood', directive)
  const cursor = new CCursor(withoutDefined(tokens, isDefined))
  let condition: CExpression
  try {
    condition = readExpression(cursor)
  } catch (error) {
    if (error instanceof Unsupported) throw misunderstood()
    throw error
  }
  const value = constantOf(withoutCalls(condition), () => ({ value: 0, whole: true }))
  if (!value || !cursor.atEnd()) throw misunderstood()
  return value.value !== 0
}

/** `defined NAME` and `defined(NAME)` as 1 or 0. */
function withoutDefined(tokens: readonly CToken[], isDefined: (name: string) => boolean): readonly CToken[] {
  const left: CToken[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as CToken
    if (token.kind !== 'name' || token.text !== 'defined') {
      left.push(token)
      continue
    }
    const isOpen = tokens[at + 1]?.text === '('
    const name = tokens[at + (isOpen ? 2 : 1)]?.text ?? ''
    const value = isDefined(name) ? 1 : 0
    left.push({ kind: 'number', text: String(value), value, whole: true, start: token.start, end: token.end })
    at += isOpen ? 3 : 1
  }
  return left
}

/** `NRN_VERSION_LT(9, 0, 0)` and its like as 1 or 0. */
function withoutCalls(node: CExpression): CExpression {
  switch (node.kind) {
    case 'call': {
      const relation =
        node.callee.kind === 'name' ? /^NRN_VERSION_(\w+)$/.exec(node.callee.name)?.[1] : undefined
      const given = node.arguments.map(argument => constantOf(argument)?.value ?? 0)
      const difference =
        version.map((part, index) => part - (given[index] ?? 0)).find(part => part !== 0) ?? 0
      const answers: Readonly<Record<string, boolean>> = {
        EQ: difference === 0,
        NE: difference !== 0,
        GT: difference > 0,
        LT: difference < 0,
        GTEQ: difference >= 0,
        LTEQ: difference <= 0,
      }
      const answer =
        relation !== undefined && Object.hasOwn(answers, relation) ? answers[relation] : undefined
      if (answer === undefined) return node
      return { kind: 'number', value: answer ? 1 : 0, whole: true, start: node.start, end: node.end }
    }
    case 'unary':
      return { ...node, operand: withoutCalls(node.operand) }
    case 'binary':
      return { ...node, left: withoutCalls(node.left), right: withoutCalls(node.right) }
    default:
      return node
  }
}
