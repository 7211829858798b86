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

/** A declared variable of PARAMETER, CONSTANT, ASSIGNED or STATE. */
export interface Declaration {
  readonly name: Identifier
  /** Number of elements of an array; a DEFINE has been replaced by its value. */
  readonly length: number | undefined
  /** Value of PARAMETER and CONSTANT, START of STATE and ASSIGNED. */
  readonly value: number | undefined
  readonly unit: string
  /** `<low, high>` of a PARAMETER. */
  readonly limits: readonly [low: number, high: number] | undefined
  /** FROM … TO … of a STATE or an ASSIGNED: what is expected of it, for plots. */
  readonly range: readonly [low: number, high: number] | undefined
  /** `<tolerance>` of a STATE: the error that a step of adaptive length may make. */
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
  /** REPRESENTS: a term of an ontology; for display. */
  readonly represents: string | undefined
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
      readonly kind:
        | 'range'
        | 'global'
        | 'nonspecific_current'
        | 'electrode_current'
        | 'pointer'
        | 'bbcorepointer'
        | 'external'
        | 'random'
        /** Names of series of numbers that each instance has; of SERIES, or under which C code keeps one. */
        | 'series'
      readonly names: readonly Identifier[]
      readonly span: Span
    }
  /** Names may follow; they mean nothing. */
  | { readonly kind: 'threadsafe'; readonly names: readonly Identifier[]; readonly span: Span }
  /** A term of an ontology that the mechanism as a whole stands for; for display. */
  | { readonly kind: 'represents'; readonly term: string; readonly span: Span }

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
      /** `(from) -> (to)`: a factor that converts, whose own unit is to/from; otherwise its unit is `unit`. */
      readonly converts: boolean
      readonly factorSpan: Span
      readonly span: Span
    }

/** An argument of a FUNCTION, a PROCEDURE or NET_RECEIVE. */
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
  | { readonly kind: 'independent'; readonly variables: readonly IndependentVariable[]; readonly span: Span }
  | { readonly kind: 'local'; readonly names: readonly LocalName[]; readonly span: Span }
  | { readonly kind: 'define'; readonly name: Identifier; readonly value: number; readonly span: Span }
  | { readonly kind: 'initial' | 'breakpoint'; readonly body: Body; readonly span: Span }
  | SolvableBlock
  | RoutineBlock
  | FunctionTableBlock
  | NetReceiveBlock
  | HookBlock
  | { readonly kind: 'constructor' | 'destructor'; readonly body: Body; readonly span: Span }
  /** C code outside all blocks. */
  | { readonly kind: 'verbatim'; readonly text: string; readonly span: Span }
  | { readonly kind: 'stepped'; readonly variables: readonly SteppedVariable[]; readonly span: Span }
  | { readonly kind: 'units'; readonly on: boolean; readonly span: Span }

/** `t FROM first TO last WITH steps START start (unit)` of INDEPENDENT: what the equations are solved along. */
export interface IndependentVariable {
  readonly name: Identifier
  readonly first: number
  readonly last: number
  readonly steps: number
  readonly start: number | undefined
  readonly unit: string
  /** SWEEP stands before it. */
  readonly sweep: boolean
  readonly span: Span
}

/** `x = 1, 2, 3 (unit)` of STEPPED: a parameter with the values that it steps through; the first is its value. */
export interface SteppedVariable {
  readonly name: Identifier
  readonly values: readonly number[]
  readonly unit: string
  readonly comment: string
  readonly span: Span
}

/** A block that a SOLVE names. */
export interface SolvableBlock {
  readonly kind: 'derivative' | 'kinetic' | 'linear' | 'nonlinear' | 'discrete'
  readonly name: Identifier
  /** SOLVEFOR: the unknowns, in the order in which they are eliminated; empty where none are given. */
  readonly solveFor: readonly Identifier[]
  readonly body: Body
  readonly span: Span
}

/** `FUNCTION_TABLE f(x (unit)) (unit)`: a function whose values are given from outside. */
export interface FunctionTableBlock {
  readonly kind: 'function-table'
  readonly name: Identifier
  readonly arguments: readonly Argument[]
  readonly unit: string
  readonly span: Span
}

/** `NET_RECEIVE (weight, …) { … }`: an event arrives; the arguments are the connection's own, by reference. */
export interface NetReceiveBlock {
  readonly kind: 'net-receive'
  readonly arguments: readonly Argument[]
  readonly body: Body
  readonly span: Span
}

/** BEFORE or AFTER one of the things that happen in a step. */
export interface HookBlock {
  readonly kind: 'hook'
  readonly when: 'before' | 'after'
  readonly at: 'breakpoint' | 'solve' | 'initial' | 'step'
  readonly body: Body
  readonly span: Span
}

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
