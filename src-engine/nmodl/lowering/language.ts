import type { Span } from '../../core/source/span.ts'
import type { Value } from '../../program/graph.ts'
import type { Body, Statement } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import type { SolvableBlock } from '../ast/blocks.ts'
import type { Execution } from './execution.ts'

/** A call as it stands in the text. */
export type Call = Extract<Expression, { kind: 'call' }>

/** Runs one statement: changes what names stand for, and adds effects. */
export type StatementRunner<Kind extends Statement['kind']> = (
  execution: Execution,
  statement: Extract<Statement, { kind: Kind }>,
) => void

/** Statements that say something to the method by which their block is being solved. */
export type EquationKind =
  'derivative' | 'reaction' | 'conserve' | 'compartment' | 'longitudinal-diffusion' | 'equation'

/** What the method at work wants done with each kind of equation; a kind that is absent is out of place there. */
export type EquationHandlers = {
  readonly [Kind in EquationKind]?: (statement: Extract<Statement, { kind: Kind }>) => void
}

/** A SOLVE that is being carried out. */
export interface SolveRequest {
  readonly method: string | undefined
  readonly steadyState: boolean
  readonly ifError: Body | undefined
  readonly span: Span
}

/** Carries a block one step on, or to where its equations hold. */
export type Solver = (execution: Execution, block: SolvableBlock, solve: SolveRequest) => void

/** A function that is not a routine of the file. */
export interface Builtin {
  /** The call's value; 0 where it has none. Evaluates the arguments itself, as some are names and not numbers. */
  run(execution: Execution, call: Call): Value
  /** Names that the call assigns, as a loop must carry them on. */
  assigns?(call: Call): readonly string[]
}

/**
 * Everything that statements can say. It grows by entries in `registry.ts`: a statement, a kind of block or a
 * function is a file of its own that exports a runner.
 */
export interface Language {
  readonly statements: { readonly [Kind in Exclude<Statement['kind'], EquationKind>]: StatementRunner<Kind> }
  readonly solvers: { readonly [kind in SolvableBlock['kind']]: Solver }
  readonly builtins: Readonly<Record<string, Builtin>>
  /** Runs a routine of the file; the value is that of a FUNCTION. */
  callRoutine(execution: Execution, name: string, values: readonly Value[], span: Span): Value
}
