import type { Span } from '../../core/source/span.ts'
import type { Identifier } from './expressions.ts'
import type { Argument, Body, LocalName } from './statements.ts'

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
