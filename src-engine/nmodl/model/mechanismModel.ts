import type { Span } from '../../core/source/span.ts'
import type { NodeColumn } from '../../kernel/abi.ts'
import type { Block, Body, Declaration, RoutineBlock, SolveStatement } from '../ast/nodes.ts'

/** Where the number of a variable lives between two passes over the statements. */
export type Storage =
  /** One for each instance. */
  | { readonly kind: 'own' }
  /** One for the mechanism, or one of the simulation's own: t, dt, celsius. */
  | { readonly kind: 'uniform' }
  | { readonly kind: 'node'; readonly column: NodeColumn }
  | { readonly kind: 'ion'; readonly ion: string }
  | { readonly kind: 'constant'; readonly value: number }

/** What a variable is by its declaration. */
export type VariableRole =
  'parameter' | 'state' | 'assigned' | 'current' | 'ion' | 'host' | 'constant' | 'file-local'

/** A named number that every block of the file can see. */
export interface Variable {
  readonly name: string
  readonly role: VariableRole
  readonly storage: Storage
  /** Listed as RANGE or GLOBAL, or visible without being listed. */
  readonly visible: boolean
  /** Whether some statement of the file assigns it. */
  readonly written: boolean
  readonly unit: string
  /** Value at creation: that of PARAMETER, START of STATE, otherwise 0. */
  readonly initial: number
  readonly limits: readonly [low: number, high: number] | undefined
  readonly comment: string
  /** Its declaration; the whole first block where it has none. */
  readonly span: Span
}

/** A membrane current that the mechanism computes. */
export interface MembraneCurrent {
  readonly name: string
  readonly kind: 'ion' | 'nonspecific' | 'electrode'
  /** The ion that it carries. */
  readonly ion: string | undefined
  readonly span: Span
}

/** How the mechanism uses one ion. */
export interface IonDeclaration {
  readonly ion: string
  readonly reads: readonly string[]
  readonly writes: readonly string[]
  readonly valence: number | undefined
  readonly span: Span
}

/** A file whose names are all known and used as what they are. Later stages rely on that. */
export interface MechanismModel {
  readonly name: string
  readonly kind: 'density' | 'point'
  readonly title: string
  readonly variables: ReadonlyMap<string, Variable>
  readonly routines: ReadonlyMap<string, RoutineBlock>
  readonly derivatives: ReadonlyMap<string, Extract<Block, { kind: 'derivative' }>>
  /** Names of blocks that cannot be run yet; their absence has been reported. */
  readonly laterBlocks: ReadonlySet<string>
  readonly ions: readonly IonDeclaration[]
  readonly currents: readonly MembraneCurrent[]
  readonly states: readonly Declaration[]
  readonly initial: Body | undefined
  readonly breakpoint: Body | undefined
  /** The SOLVE statements of BREAKPOINT, in order. */
  readonly solves: readonly SolveStatement[]
}
