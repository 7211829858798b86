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
      readonly value: Expression
      readonly span: Span
    }
  | { readonly kind: 'call'; readonly call: Extract<Expression, { kind: 'call' }>; readonly span: Span }
  | IfStatement
  | FromStatement
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Body; readonly span: Span }
  | { readonly kind: 'local'; readonly names: readonly Identifier[]; readonly span: Span }
  | SolveStatement
  | TableStatement
  | {
      readonly kind: 'conductance'
      readonly name: Identifier
      readonly ion: Identifier | undefined
      readonly span: Span
    }
  | { readonly kind: 'verbatim'; readonly text: string; readonly span: Span }
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

/** A declared variable of PARAMETER, CONSTANT, ASSIGNED or STATE. */
export interface Declaration {
  readonly name: Identifier
  /** Array length as written; arrays are refused later, with this place. */
  readonly length: Identifier | undefined
  /** Value of PARAMETER and CONSTANT, START of STATE. */
  readonly value: number | undefined
  readonly unit: string
  readonly limits: readonly [low: number, high: number] | undefined
  readonly tolerance: number | undefined
  readonly comment: string
  readonly span: Span
}

/** `USEION ion READ … WRITE … VALENCE n`. */
export interface UseIon {
  readonly kind: 'useion'
  readonly ion: Identifier
  readonly reads: readonly Identifier[]
  readonly writes: readonly Identifier[]
  readonly valence: number | undefined
  readonly span: Span
}

/** A statement of the NEURON block. */
export type NeuronStatement =
  | UseIon
  | {
      readonly kind: 'suffix' | 'point_process' | 'artificial_cell'
      readonly name: Identifier
      readonly span: Span
    }
  | {
      readonly kind: 'range' | 'global' | 'nonspecific_current' | 'electrode_current'
      readonly names: readonly Identifier[]
      readonly span: Span
    }
  | { readonly kind: 'threadsafe'; readonly span: Span }

/** A definition of the UNITS block: `(mV) = (millivolt)`, or `F = (faraday) (coulomb)`, or `z = 2 (1)`. */
export type UnitDefinition =
  | {
      readonly kind: 'alias'
      readonly name: string
      readonly unit: string
      readonly nameSpan: Span
      readonly span: Span
    }
  | {
      readonly kind: 'constant'
      readonly name: Identifier
      /** Number of `factor`s; 1 where only a unit stands. */
      readonly value: number
      /** The unit that it is a multiple of, '' for a plain number. */
      readonly factor: string
      readonly unit: string
      readonly factorSpan: Span
      readonly span: Span
    }

/** An argument of a FUNCTION or PROCEDURE. */
export interface Argument {
  readonly name: Identifier
  readonly unit: string
}

/** A block at the top level of a file. */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly span: Span }
  | { readonly kind: 'neuron'; readonly statements: readonly NeuronStatement[]; readonly span: Span }
  | {
      readonly kind: 'unit-definitions'
      readonly definitions: readonly UnitDefinition[]
      readonly span: Span
    }
  | {
      readonly kind: 'parameter' | 'constant' | 'assigned' | 'state'
      readonly declarations: readonly Declaration[]
      readonly span: Span
    }
  | { readonly kind: 'independent'; readonly span: Span }
  | { readonly kind: 'local'; readonly names: readonly Identifier[]; readonly span: Span }
  | { readonly kind: 'define'; readonly name: Identifier; readonly value: number; readonly span: Span }
  | { readonly kind: 'initial' | 'breakpoint'; readonly body: Body; readonly span: Span }
  | { readonly kind: 'derivative'; readonly name: Identifier; readonly body: Body; readonly span: Span }
  | RoutineBlock
  /** A block that is part of NMODL but cannot be run yet; only its name is kept. */
  | { readonly kind: 'later'; readonly word: string; readonly name: string; readonly span: Span }
  | { readonly kind: 'units'; readonly on: boolean; readonly span: Span }

/** A FUNCTION (its value is assigned to its own name) or a PROCEDURE. */
export interface RoutineBlock {
  readonly kind: 'function' | 'procedure'
  readonly name: Identifier
  readonly arguments: readonly Argument[]
  readonly unit: string
  readonly body: Body
  readonly span: Span
}

/** A whole file. */
export interface SyntaxTree {
  readonly blocks: readonly Block[]
}
