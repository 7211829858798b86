import type { Span } from '../../core/source/span.ts'
import type { Statement } from '../ast/statements.ts'

/** What kind of number, or other thing, a declaration names. */
export type CType = 'int' | 'double' | 'float' | 'void' | 'other'

/** An expression of C. */
export type CExpression = Span &
  (
    | { readonly kind: 'number'; readonly value: number; readonly whole: boolean }
    | { readonly kind: 'string'; readonly text: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: CExpression }
    | {
        readonly kind: 'binary'
        readonly operator: string
        readonly left: CExpression
        readonly right: CExpression
      }
    /** `=`, `+=` and their like; the operator is without its `=`. */
    | {
        readonly kind: 'assign'
        readonly operator: string
        readonly target: CExpression
        readonly value: CExpression
      }
    | {
        readonly kind: 'step'
        readonly by: 1 | -1
        readonly prefix: boolean
        readonly target: CExpression
      }
    | {
        readonly kind: 'choice'
        readonly condition: CExpression
        readonly yes: CExpression
        readonly no: CExpression
      }
    | { readonly kind: 'call'; readonly callee: CExpression; readonly arguments: readonly CExpression[] }
    | { readonly kind: 'index'; readonly base: CExpression; readonly index: CExpression }
    | { readonly kind: 'member'; readonly base: CExpression; readonly name: string }
    | {
        readonly kind: 'cast'
        readonly type: CType
        readonly pointer: boolean
        /** The word of a type that is no number. */
        readonly of?: string
        readonly operand: CExpression
      }
    | { readonly kind: 'comma'; readonly parts: readonly CExpression[] }
  )

/** One name of a declaration. */
export interface CDeclarator extends Span {
  readonly name: string
  readonly pointer: boolean
  /** A function that is only announced. */
  readonly isFunction: boolean
  /** Of an array: its length, if given; `undefined` for what is no array. */
  readonly length: CExpression | 'open' | undefined
  readonly initial: CExpression | undefined
}

/** A statement of C, or a statement of NMODL between two pieces of C. */
export type CStatement = Span &
  (
    | {
        readonly kind: 'declare'
        readonly type: CType
        readonly isStatic: boolean
        readonly isExtern: boolean
        readonly of?: string
        readonly declarators: readonly CDeclarator[]
      }
    | { readonly kind: 'expression'; readonly value: CExpression }
    | {
        readonly kind: 'if'
        readonly condition: CExpression
        readonly then: CStatement
        readonly otherwise: CStatement | undefined
      }
    | {
        readonly kind: 'while'
        readonly condition: CExpression
        readonly body: CStatement
        readonly atEnd: boolean
      }
    | {
        readonly kind: 'for'
        readonly first: CStatement | undefined
        readonly condition: CExpression | undefined
        readonly next: CExpression | undefined
        readonly body: CStatement
      }
    | { readonly kind: 'switch'; readonly value: CExpression; readonly groups: readonly CaseGroup[] }
    | { readonly kind: 'return'; readonly value: CExpression | undefined }
    | { readonly kind: 'break' | 'continue' | 'empty' }
    | { readonly kind: 'block'; readonly statements: readonly CStatement[] }
    | { readonly kind: 'nmodl'; readonly statement: Statement }
  )

/** `case 1: case 2: statements`; a label without a value is `default`. */
export interface CaseGroup {
  readonly labels: readonly (CExpression | undefined)[]
  readonly statements: readonly CStatement[]
}

/** A function defined in C outside all blocks. */
export interface CFunction extends Span {
  readonly name: string
  readonly type: CType
  readonly pointer: boolean
  readonly parameters: readonly { readonly name: string; readonly type: CType; readonly pointer: boolean }[]
  readonly body: readonly CStatement[]
}

/** A structure that C code declares. */
export interface CStructure {
  /** What it is called, by `struct` and by `typedef`. */
  readonly names: readonly string[]
  readonly members: readonly {
    readonly type: CType
    readonly of?: string
    readonly declarator: CDeclarator
  }[]
}

/** What stands in C outside all blocks. */
export interface CFile {
  readonly structures: readonly CStructure[]
  readonly functions: readonly CFunction[]
  readonly declarations: readonly Extract<CStatement, { kind: 'declare' }>[]
}
