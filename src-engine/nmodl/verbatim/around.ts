import type { Span } from '../../core/source/span.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Statement } from '../ast/statements.ts'
import { builtinFunctions } from '../symbols/builtins.ts'
import type { CExpression } from './cNodes.ts'
import { assignNode, callNode, callStatement, localNode, nameNode } from './nodes.ts'
import type { Scope } from './scope.ts'

/** An expression of NMODL and whether C takes it for a whole number. */
export interface Translated {
  readonly value: Expression
  readonly whole: boolean
}

export type Translate = (around: Around, node: CExpression) => Translated

/** Where an expression of C is being translated: what it has to do before and after its value is taken. */
export class Around {
  readonly scope: Scope
  readonly before: Statement[] = []
  readonly after: Statement[] = []
  private readonly translate: Translate

  constructor(scope: Scope, translate: Translate) {
    this.scope = scope
    this.translate = translate
  }

  /** What an expression becomes. */
  value(node: CExpression): Translated {
    return this.translate(this, node)
  }

  /** For a part that is not always reached. */
  inner(): Around {
    return new Around(this.scope, this.translate)
  }

  /** What an expression becomes where C promises that all it does is done before anything else happens. */
  settled(node: CExpression): Translated {
    const inner = this.inner()
    const { value, whole } = inner.value(node)
    this.before.push(...inner.before)
    if (inner.after.length === 0) return { value, whole }
    const kept = this.keep('kept', value, node)
    this.before.push(...inner.after)
    return { value: kept, whole }
  }

  /** Does what an expression does and forgets its value. */
  discard(node: CExpression): void {
    const inner = this.inner()
    const { value } = inner.value(node)
    this.before.push(...inner.before, ...effectsOf(value), ...inner.after)
  }

  /** Puts a value into a variable of its own. */
  keep(name: string, value: Expression, span: Span): Expression {
    const made = this.scope.fresh(name)
    this.before.push(localNode([made], span), assignNode(made, value, span))
    return nameNode(made, span)
  }
}

/** A whole number is what C makes of a number when it puts it into an `int`: without its fraction. */
export const truncated = ({ value, whole }: Translated, span: Span): Expression =>
  whole ? value : callNode('INT', [value], span)

/** Whether taking a value twice may differ from taking it once. */
export function hasEffects(value: Expression): boolean {
  return effectsOf(value).length > 0
}

/** The calls inside a value that do something besides giving a number. */
export function effectsOf(value: Expression): readonly Statement[] {
  switch (value.kind) {
    case 'call':
      return Object.hasOwn(builtinFunctions, value.callee.name)
        ? value.arguments.flatMap(effectsOf)
        : [callStatement(value)]
    case 'element':
      return effectsOf(value.index)
    case 'unary':
      return effectsOf(value.operand)
    case 'binary':
      return [...effectsOf(value.left), ...effectsOf(value.right)]
    default:
      return []
  }
}
