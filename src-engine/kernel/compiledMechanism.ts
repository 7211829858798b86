import type { Program } from '../program/program.ts'

/**
 * What a mechanism is put on: `density` on stretches of membrane, `point` at a place, `artificial` nowhere (a cell of
 * its own that lives by events), `functions` nowhere and with no instances (SUFFIX nothing), `model` nowhere: one
 * instance that is a model of its own, without a membrane (SCoP).
 */
export type MechanismKind = 'density' | 'point' | 'artificial' | 'functions' | 'model'

/** What a field of a mechanism is to the person who uses it. */
export type FieldRole = 'parameter' | 'state' | 'assigned' | 'current'

/** One named number of a mechanism, as forms, help and scripts see it. */
export interface MechanismField {
  readonly name: string
  readonly role: FieldRole
  /** `range`: one for each instance, visible. `global`: one for the mechanism, visible. `hidden`: one for each instance, not visible. */
  readonly scope: 'range' | 'global' | 'hidden'
  /** As written between the parentheses; '' where none was given, '1' where dimensionless was said. */
  readonly unit: string
  /** Number of elements, where it is an array: they lie in own columns (or uniforms) `name[0]`, `name[1]`, … */
  readonly length?: number
  /** Value at creation. */
  readonly default: number
  /** Limits given in the text; for forms, not enforced. */
  readonly limits?: readonly [low: number, high: number]
  /** The comment that stands beside its declaration. */
  readonly comment?: string
}

/** How a mechanism uses one ion. */
export interface IonUse {
  readonly ion: string
  /** Variables read, of `eX`, `Xi`, `Xo`, `iX`. */
  readonly reads: readonly string[]
  readonly writes: readonly string[]
  readonly valence: number | undefined
}

/** What happens in a run, in the order in which a run meets it (kernel/abi.ts says when). */
export const hookNames = [
  'construct',
  'beforeInitial',
  'initialise',
  'afterInitial',
  'beforeBreakpoint',
  'current',
  'state',
  'afterSolve',
  'beforeStep',
  'watch',
  'netInitial',
  'netReceive',
  'destruct',
] as const

export type HookName = (typeof hookNames)[number]

/** What happens besides in steps of adaptive length (kernel/nativeAdaptive.ts); hooks only of what such a run prepares. */
export const continuousHooks = ['expose', 'rates', 'solveRates', 'stops', 'afterStep'] as const

export type ContinuousHook = (typeof continuousHooks)[number]

/** A table of TABLE: its program is run once over `entries` lanes, and again when what it depends on has changed. */
export interface TabulatedRoutine {
  /** Space of its columns in programs that look values up: `table:name`. */
  readonly name: string
  /** Intervals + 1. */
  readonly entries: number
  /** Reads the own column `entry` (0, 1, …) and stores one own column for each of `columns`. */
  readonly program: Program
  readonly columns: readonly string[]
}

/** A function whose values the user gives: `FUNCTION_TABLE f(x)`. */
export interface FunctionTable {
  readonly name: string
  readonly arguments: readonly { readonly name: string; readonly unit: string }[]
  readonly unit: string
}

/** How a mechanism takes part in events. */
export interface EventUse {
  /** Arguments of NET_RECEIVE: the numbers that each connection to an instance has, the weight first. */
  readonly weights: readonly { readonly name: string; readonly unit: string }[]
  /** Whether events can be sent to it. */
  readonly receives: boolean
  /** Whether it sends events to itself (net_send, WATCH). */
  readonly sends: boolean
  /** Whether connections can begin at it (net_event). */
  readonly fires: boolean
  /** Whether it fires in the place of other sources, which it names by their gids (gid_event). */
  readonly standsIn?: boolean
}

/** A state that diffuses from compartment to compartment along the cable (LONGITUDINAL_DIFFUSION). */
export interface DiffusingState {
  /** Own column of the concentration [mM or other amount per volume], also written to the ion where it is one. */
  readonly state: string
  /** Own column of the volume per length [µm²], stored by the hook `state` and by the rates. */
  readonly volume: string
  /** Own column of diffusion constant times cross-section [µm⁴/ms], stored by the hook `state`. */
  readonly conductivity: string
}

/** A parameter with the values that it takes one run after another. */
export interface SteppedParameter {
  readonly name: string
  /** One by one, or evenly spread from one to the other, both included. */
  readonly values: readonly number[] | { readonly from: number; readonly to: number; readonly steps: number }
  readonly unit: string
}

/** How a model of its own says it is to be run. */
export interface ModelCourse {
  /** INDEPENDENT t: where it begins and ends, the number of steps, and the unit as written. */
  readonly time:
    { readonly from: number; readonly to: number; readonly steps: number; readonly unit: string } | undefined
  /** STEPPED and SWEEP: every combination of their values is a run. */
  readonly stepped: readonly SteppedParameter[]
  /** Nothing in it goes on with time: its solution stands after INITIAL. */
  readonly algebraic: boolean
}

/** The programs of each hook; a hook is absent where there is nothing to do. */
export type HookPrograms = { readonly [hook in HookName | ContinuousHook]?: Program | undefined }

/** A state as it goes on in continuous time. */
export interface ContinuousState {
  /** Own column of the state; its derivative by time lies in the own column `rate:` + this name (`rateColumn`). */
  readonly column: string
  /** Multiplies the absolute tolerance: the number in <> behind STATE, else 1. */
  readonly scale: number
  /** Where the state is a number of an ion: that number, into which `expose` writes it. */
  readonly ion?: { readonly ion: string; readonly name: string }
}

/** The own column in which `rates` and `solve` keep what belongs to a state. */
export function rateColumn(state: string): string {
  return `rate:${state}`
}

/** How the states of a mechanism go on in continuous time, for steps of adaptive length. */
export interface ContinuousPrograms {
  /** The state vector of an instance, in the order of the equations. */
  readonly states: readonly ContinuousState[]
  /**
   * Reads states, v, ions and t; stores d(state)/dt [1/ms] into the rate columns, and into others what the block assigns.
   * The uniform dt has no part in it.
   */
  readonly rates: Program
  /**
   * Turns the rate columns from b into x with (1 − γ·∂f/∂y)·x = b, where f are the rates and y the instance's own states
   * at what they are now; γ [ms] is the uniform dt. It changes nothing else.
   */
  readonly solve: Program
  /**
   * Writes what follows from the states without integrating, before the currents of every evaluation: those that are an
   * ion's number go there, and so does what the blocks compute for the currents. Absent where nothing follows.
   */
  readonly expose?: Program
  /**
   * Runs once after each step that is taken: procedures under METHOD after_cvode, and what a BREAKPOINT without currents
   * does only once a step. Absent where nothing does. (A mechanism without states that flow has its hook `state` instead.)
   */
  readonly afterStep?: Program
}

/** A mechanism ready to be bound to instances: what it is, and its lane programs. */
export interface CompiledMechanism {
  /** SUFFIX, POINT_PROCESS or ARTIFICIAL_CELL name. */
  readonly name: string
  readonly kind: MechanismKind
  readonly title: string
  readonly fields: readonly MechanismField[]
  readonly ions: readonly IonUse[]
  /**
   * Whether it is an electrode (ELECTRODE_CURRENT): its current flows to the inside from ground and not through the
   * membrane, and its v is the potential inside.
   */
  readonly isElectrode?: boolean
  /**
   * `initialise` also sets states without INITIAL statement to their `state0` value.
   * `current` adds to `node.rhs` and `node.diagonal` (see kernel/abi.ts) and to the ion currents.
   * `state` is the update of SOLVE with the new v.
   * `watch` tests the conditions of WATCH and emits.
   * `netReceive` and `netInitial` run for one instance and one connection (space `weight`) at a time; the uniform
   * `flag` says which event it is, the uniform `t` is the event's time.
   */
  readonly programs: HookPrograms
  /**
   * The hook `current`, which also adds ∂i/∂v of each ion's current to the ion's column `slopeColumn`; absent where no ion
   * carries any. The same with TABLE computed exactly.
   */
  readonly currentWithSlopes?: Program
  readonly exactCurrentWithSlopes?: Program
  /** The same with TABLE computed exactly, for `usetable_name = 0`; absent where there is no TABLE. */
  readonly exactPrograms?: HookPrograms
  /** How the states go on in continuous time; absent where there are none, or where `fixedStepOnly` says why not. */
  readonly continuous?: ContinuousPrograms
  /** The same with TABLE computed exactly; absent where there is no TABLE. */
  readonly exactContinuous?: ContinuousPrograms
  readonly tables: readonly TabulatedRoutine[]
  readonly functionTables: readonly FunctionTable[]
  readonly events: EventUse
  /** Names of POINTERs: spaces `pointer:name` with the one column `value`; each instance has a place of its own. */
  readonly pointers: readonly string[]
  /** Names of RANDOM streams: own columns `name.id1`, `name.id2`, `name.id3`, `name.sequence`. */
  readonly randoms: readonly string[]
  /**
   * Series of numbers that the user gives each instance: space `table:name`, column `value`, of which an instance has
   * the elements from own column `name.first` on, own column `name.count` of them.
   */
  readonly series: readonly string[]
  /** Those of the series that programs change: numbers in them, and of those that grow how many there are. */
  readonly changedSeries?: readonly { readonly name: string; readonly grows: boolean }[]
  readonly diffusions: readonly DiffusingState[]
  /** Only of kind `model`. */
  readonly course?: ModelCourse
  /** Emits `stop` for every time that BREAKPOINT gives to `at_time`; absent where it gives none. */
  readonly stops?: Program
  /** Whether a step of adaptive length is possible; otherwise why not, in the user's names. */
  readonly fixedStepOnly: string | undefined
  /** Changes whenever the text, the compiler or the ABI changes. */
  readonly fingerprint: string
}
