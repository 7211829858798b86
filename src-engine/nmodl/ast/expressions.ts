import type { Span } from '../../core/source/span.ts'

/** A name together with the characters it stands on. */
export interface Identifier {
  readonly name: string
  readonly span: Span
}

export type BinaryOperator = '||' | '&&' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '+' | '-' | '*' | '/' | '^'

/** An expression as written. Parentheses are not kept: the tree says what binds to what. */
export type Expression =
  | {
      readonly kind: 'number'
      readonly value: number
      readonly text: string
      readonly unit: string
      readonly span: Span
    }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'element'; readonly name: string; readonly index: Expression; readonly span: Span }
  /** `x@1`, `x@1[i]`: the value of a DISCRETE state a number of steps ago. */
  | {
      readonly kind: 'past'
      readonly name: string
      readonly back: number
      readonly index: Expression | undefined
      readonly span: Span
    }
  /** `x'` or `x'[i]` as a number: the slope that the equation for x gave last. */
  | {
      readonly kind: 'slope'
      readonly name: string
      readonly index: Expression | undefined
      readonly span: Span
    }
  | {
      readonly kind: 'call'
      readonly callee: Identifier
      readonly arguments: readonly Expression[]
      readonly span: Span
    }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'unary'
      readonly operator: '-' | '!'
      readonly operand: Expression
      readonly span: Span
    }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
      readonly span: Span
    }
