import type { Span } from '../../core/source/span.ts'
import type { Expression, Identifier } from './expressions.ts'

/** A brace-enclosed list of statements. */
export interface Body {
  readonly statements: readonly Statement[]
  readonly span: Span
}

/** One statement as written; every one carries the characters it stands on. */
export type Statement =
  | AssignStatement
  | {
      readonly kind: 'derivative'
      readonly state: Identifier
      /** Of an array element: `ca'[i] = …`. */
      readonly index: Expression | undefined
      readonly value: Expression
      readonly span: Span
    }
  | { readonly kind: 'call'; readonly call: Extract<Expression, { kind: 'call' }>; readonly span: Span }
  | IfStatement
  | FromStatement
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Body; readonly span: Span }
  | { readonly kind: 'local'; readonly names: readonly LocalName[]; readonly span: Span }
  | ReactionStatement
  | {
      /** `CONSERVE a + 2 b = total`. */
      readonly kind: 'conserve'
      readonly terms: readonly ReactionTerm[]
      readonly total: Expression
      readonly span: Span
    }
  | {
      /** `COMPARTMENT i, volume { states }`, or `LONGITUDINAL_DIFFUSION i, D·A { states }`; the index is for arrays. */
      readonly kind: 'compartment' | 'longitudinal-diffusion'
      readonly variable: Identifier | undefined
      readonly value: Expression
      readonly states: readonly Identifier[]
      readonly span: Span
    }
  | {
      /** `~ left = right` of LINEAR and NONLINEAR. */
      readonly kind: 'equation'
      readonly left: Expression
      readonly right: Expression
      readonly span: Span
    }
  | {
      /** `WATCH (left > right) flag, …`; the condition is a comparison by `>` or `<`. */
      readonly kind: 'watch'
      readonly watches: readonly { readonly condition: Expression; readonly flag: Expression }[]
      readonly span: Span
    }
  | {
      /** `FOR_NETCONS (w, a) { … }`: once for each connection to this instance, arguments by reference. */
      readonly kind: 'for-netcons'
      readonly arguments: readonly Argument[]
      readonly body: Body
      readonly span: Span
    }
  /** INITIAL inside NET_RECEIVE: once for each connection, at the start of a run. */
  | { readonly kind: 'net-initial'; readonly body: Body; readonly span: Span }
  /** `FORALL i { … }`: for i from 0 to the last index of the arrays that i indexes inside. */
  | { readonly kind: 'forall'; readonly variable: Identifier; readonly body: Body; readonly span: Span }
  /** `LAG x BY duration`: lag_x_duration is what x was that long ago. */
  | { readonly kind: 'lag'; readonly name: Identifier; readonly by: Identifier; readonly span: Span }
  /** `{ … }` where a statement may stand: a scope of its own. */
  | { readonly kind: 'block'; readonly body: Body; readonly span: Span }
  /** `PROTECT statement`: the statement itself is the one in `body`. */
  | { readonly kind: 'protect'; readonly body: Body; readonly span: Span }
  | { readonly kind: 'mutex'; readonly lock: boolean; readonly span: Span }
  | SolveStatement
  | TableStatement
  | {
      readonly kind: 'conductance'
      readonly name: Identifier
      readonly ion: Identifier | undefined
      readonly span: Span
    }
  /** C code. What it means has been written out as other statements; where it has no meaning, `trouble` says why. */
  | {
      readonly kind: 'verbatim'
      readonly text: string
      readonly trouble?: { readonly why: string; readonly instead: string }
      readonly span: Span
    }
  | { readonly kind: 'units'; readonly on: boolean; readonly span: Span }

/** `target = value`, or `target[index] = value`. */
export interface AssignStatement {
  readonly kind: 'assign'
  readonly target: Identifier
  readonly index: Expression | undefined
  readonly value: Expression
  readonly span: Span
}

/** `if … else if … else`: each branch has a condition except a last `else`. */
export interface IfStatement {
  readonly kind: 'if'
  readonly branches: readonly { readonly condition: Expression; readonly body: Body }[]
  readonly otherwise: Body | undefined
  readonly span: Span
}

/** `FROM i = first TO last BY step { … }`, bounds included. */
export interface FromStatement {
  readonly kind: 'from'
  readonly variable: Identifier
  readonly first: Expression
  readonly last: Expression
  readonly step: Expression | undefined
  readonly body: Body
  readonly span: Span
}

/** `SOLVE block METHOD method`, or `SOLVE block STEADYSTATE method`. */
export interface SolveStatement {
  readonly kind: 'solve'
  readonly block: Identifier
  readonly method: Identifier | undefined
  readonly steadyState: boolean
  /** `IFERROR { … }`: runs where the method fails. */
  readonly ifError: Body | undefined
  readonly span: Span
}

/** A name under LOCAL; `length` where it is an array. */
export interface LocalName extends Identifier {
  readonly length: number | undefined
  /** What it begins with; only numbers that C code declares outside all blocks have one. */
  readonly value?: number | undefined
}

/** `2 ca[i]` in a reaction or a CONSERVE. */
export interface ReactionTerm {
  readonly count: number
  readonly name: Identifier
  readonly index: Expression | undefined
  readonly span: Span
}

/**
 * A reaction of KINETIC: `~ a + b <-> c (forward, backward)`, a sink `~ a -> (rate)`, a source `~ a << (flux)`.
 * `rates` has two, one and one expressions. Afterwards f_flux and b_flux are its fluxes.
 */
export interface ReactionStatement {
  readonly kind: 'reaction'
  readonly arrow: '<->' | '->' | '<<'
  readonly left: readonly ReactionTerm[]
  readonly right: readonly ReactionTerm[]
  readonly rates: readonly Expression[]
  readonly span: Span
}

/** `TABLE names DEPEND names FROM first TO last WITH intervals`. */
export interface TableStatement {
  readonly kind: 'table'
  readonly names: readonly Identifier[]
  readonly depends: readonly Identifier[]
  readonly first: Expression
  readonly last: Expression
  readonly intervals: Expression
  readonly span: Span
}

/** An argument of a FUNCTION, a PROCEDURE or NET_RECEIVE. */
export interface Argument {
  readonly name: Identifier
  readonly unit: string
}
