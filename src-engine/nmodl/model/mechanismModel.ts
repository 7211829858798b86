import type { Span } from '../../core/source/span.ts'
import type { NodeColumn } from '../../kernel/abi.ts'
import type { Argument, Body, SolveStatement } from '../ast/statements.ts'
import type {
  Declaration,
  FunctionTableBlock,
  HookBlock,
  IndependentVariable,
  NetReceiveBlock,
  RoutineBlock,
  SolvableBlock,
  SteppedVariable,
} from '../ast/blocks.ts'
import type { MechanismKind } from '../../kernel/compiledMechanism.ts'

/** Where the number of a variable lives between two passes over the statements. */
export type Storage =
  /** One for each instance. */
  | { readonly kind: 'own' }
  /** One for the mechanism, or one of the simulation's own: t, dt, celsius. */
  | { readonly kind: 'uniform' }
  | { readonly kind: 'node'; readonly column: NodeColumn }
  | { readonly kind: 'ion'; readonly ion: string }
  /** POINTER: a number somewhere else, another for each instance. */
  | { readonly kind: 'pointer' }
  /** An argument of NET_RECEIVE: one for each connection, with space `weight`. */
  | { readonly kind: 'weight' }
  | { readonly kind: 'constant'; readonly value: number }

/** What a variable is by its declaration. */
export type VariableRole =
  | 'parameter'
  | 'state'
  | 'assigned'
  | 'current'
  | 'ion'
  | 'host'
  | 'constant'
  | 'file-local'
  | 'pointer'
  /** Under EXTERNAL: a GLOBAL of another mechanism, by the name it has outside (`x_suffix`). */
  | 'external'
  /** A stream of RANDOM; not a number itself. */
  | 'random'
  /** A series of numbers that the user gives each instance; not a number itself. */
  | 'series'

/** A named number that every block of the file can see. */
export interface Variable {
  readonly name: string
  readonly role: VariableRole
  readonly storage: Storage
  /** Number of elements of an array; its elements live in columns (or uniforms) `name[0]`, `name[1]`, … */
  readonly length: number | undefined
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
  readonly kind: MechanismKind
  readonly title: string
  readonly variables: ReadonlyMap<string, Variable>
  readonly routines: ReadonlyMap<string, RoutineBlock>
  readonly functionTables: ReadonlyMap<string, FunctionTableBlock>
  /** DERIVATIVE, KINETIC, LINEAR, NONLINEAR and DISCRETE blocks by name. */
  readonly solvables: ReadonlyMap<string, SolvableBlock>
  readonly ions: readonly IonDeclaration[]
  readonly currents: readonly MembraneCurrent[]
  /** STATE as declared, in order; a concentration under WRITE may be among them. */
  readonly states: readonly Declaration[]
  readonly initial: Body | undefined
  readonly breakpoint: Body | undefined
  /** Every SOLVE of BREAKPOINT, also inside an if, in order; they run in the hook `state`. */
  readonly solves: readonly SolveStatement[]
  readonly netReceive: NetReceiveBlock | undefined
  readonly hooks: readonly HookBlock[]
  readonly construct: Body | undefined
  readonly destruct: Body | undefined
  /** Arguments of NET_RECEIVE; empty where events are not taken. */
  readonly weights: readonly Argument[]
  /** Names under POINTER and BBCOREPOINTER. */
  readonly pointers: readonly string[]
  /** Names under RANDOM. */
  readonly randoms: readonly string[]
  /** Names under SERIES, and under which C code keeps a series of numbers. */
  readonly series: readonly string[]
  /** Every name that some statement changes. */
  readonly written: ReadonlySet<string>
  /** Names under EXTERNAL. */
  readonly externals: readonly string[]
  /** What INDEPENDENT says the equations are solved along, the first that is not swept; undefined is the simulation's t. */
  readonly independent: IndependentVariable | undefined
  /** What SWEEP stands before in INDEPENDENT. */
  readonly swept: readonly IndependentVariable[]
  readonly stepped: readonly SteppedVariable[]
  /** Every name that stands in C code of the file; the code may declare or change it. */
  readonly namesInC: ReadonlySet<string>
}
