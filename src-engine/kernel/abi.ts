import type { Program } from '../program/program.ts'
import type { CableLayers } from './cableLayers.ts'
import type { CircuitBorder } from './circuits.ts'
import type { NativeEvents } from './nativeEvents.ts'
import type { NativeAdaptive } from './nativeAdaptive.ts'
import type { NativeIonCorrection, NativeMembrane } from './membraneCurrents.ts'
import type { NativePlay, Waveform } from './plays.ts'
import type { NativeSampling } from './samplings.ts'
import type { NativeTransfers } from './transfers.ts'

/**
 * THE contract between TypeScript and the native machine: what a model is to it. What it does with one is in machine.ts.
 *
 * Units: mV, ms, nA, µS, nF, µm², mA/cm² (density current), S/cm² (density conductance), mM, °C.
 *
 * All numbers of a model lie in one SharedArrayBuffer, the arena. Everything here that is called an *address*
 * is an index of a double, counted from the arena's first 64-byte aligned double.
 *
 * A model is split into *groups*; nothing in one group reads another, and only events go from one to another. Groups
 * meet before the shortest delay between any two has passed, so that none misses an event. A group holds cells, and
 * a tree of a cell never straddles groups, so that results do not depend on the number of threads.
 *
 * Cable equation in conductance form, one row for a node i (area-scaled, so that the matrix is symmetric):
 *   (diagonal_i) v_i − Σ_j axial_ij v_j = rhs_i
 *   diagonal_i = k·C_i/dt + Σ_j axial_ij + Σ g        [µS]
 *   rhs_i      = k·C_i/dt·v_i + Σ (g·v_i − i)         [nA]
 * with k = 1 (backward Euler) or 2 (Crank–Nicolson, after which v := 2·solution − v).
 * The machine fills the first two terms of `diagonal` and the first of `rhs`, runs the `current` calls, which
 * add g to `diagonal` and g·v − i to `rhs` (density mechanisms times `node.areaFactor`), then solves.
 */
export const abiVersion = 10

export { lanePadding } from '../program/program.ts'

/** Columns of every node, reached from programs as space `node`. */
export const nodeColumns = ['v', 'rhs', 'diagonal', 'capacitance', 'area', 'areaFactor', 'diameter'] as const
//   v mV · rhs nA · diagonal µS · capacitance nF · area µm² · areaFactor 0.01·area, turns mA/cm² into nA · diameter µm

export type NodeColumn = (typeof nodeColumns)[number]

/** Uniforms that the stepper itself writes into each group: t [ms] and dt [ms]. */
export const stepperUniforms = ['t', 'dt'] as const

/**
 * The lists of calls of a group, in the order in which a run meets them.
 *
 * Initialising: `construct` once for a loaded model; t := its start and events, flags and what is to be cleared forgotten;
 * points of plays due by then; `tabulate`; `beforeInitial`; `initialise`; `netInitial` for each connection in order of ids; `afterInitial`; events
 * due at 0; currents as below; `beforeStep`.
 *
 * A step from t to t + dt: `tabulate` where what a table is made of has changed; detectors at t, whose spikes have the
 * time t + 1e-10, and `watch`; events due until t + dt/2, each handled (`netReceive`) with its own time as t;
 * t + dt/2; plays; `beforeBreakpoint`; ion currents cleared; `current`; circuits; the solver; t + dt; plays; transfers; `state`; diffusion along the
 * cable; `afterSolve`; `beforeStep`; the sample; events due until t + dt. A `halt` emitted anywhere in a step ends the
 * advance after it, in all groups; one emitted while initialising is forgotten.
 *
 * `destruct` once, when the run is given up.
 *
 * The others belong to steps of adaptive length (`nativeAdaptive.ts`).
 */
export const callLists = [
  'construct',
  'tabulate',
  'beforeInitial',
  'initialise',
  'netInitial',
  'afterInitial',
  'watch',
  'netReceive',
  'beforeBreakpoint',
  'current',
  'state',
  'afterSolve',
  'beforeStep',
  'destruct',
  'expose',
  'rates',
  'solveRates',
  'stops',
  'afterStep',
] as const

export type CallList = (typeof callLists)[number]

/** A program together with where its columns, uniforms and indices lie for one set of instances. */
export interface ProgramCall {
  /** Index into `NativeModel.programs`. */
  readonly program: number
  /** Number of live instances; own columns hold `count` rounded up to `lanePadding`. */
  readonly count: number
  /** Address of each column slot. */
  readonly columns: Int32Array
  /** For each column slot the index table (an index into `NativeGroup.indexTables`), or −1 for own columns. */
  readonly tables: Int32Array
  /** Address of each uniform slot. */
  readonly uniforms: Int32Array
  /** Number of the `EventReceiver` whose instances the lanes are, where they take part in events. */
  readonly receiver?: number
}

/** Instance → element of another index space. `extent` is that space's number of elements; every index is below it. */
export interface IndexTable {
  readonly indices: Int32Array
  readonly extent: number
}

/**
 * Cells of one shape, solved side by side. Row r of cell c is node `firstNode + r·lanes + c`.
 * Rows lie in storage order (rows with the same mechanisms together); `order` gives elimination order.
 */
export interface CellPack {
  readonly firstNode: number
  /** Nodes of each cell. */
  readonly rows: number
  /** Cells, padded: 1, or a multiple of `lanePadding`. */
  readonly lanes: number
  /** Cells that are not padding. */
  readonly liveLanes: number
  /** order[0] is the root's row; a parent always comes before its children. Elimination runs from the end. */
  readonly order: Int32Array
  /** For each position in `order` the *row* of its parent; −1 for the root. */
  readonly parent: Int32Array
  /**
   * Positions at which parts begin; what comes before is the trunk. A row's parent lies in its own part or in the trunk, so
   * that parts can be eliminated beside each other. Absent where there are none.
   */
  readonly parts?: Int32Array
  /** Address of the axial conductances to the parent [µS], `rows × lanes`, in `order`; the root's are 0. */
  readonly axial: number
}

/** A number whose crossings of a threshold are spikes. */
export interface SpikeDetector {
  readonly address: number
  /** A spike is emitted at the first step at which the number exceeds this, having not exceeded it before. */
  readonly threshold: number
  /** Where the threshold lies instead, if it can be set while a run goes on. */
  readonly thresholdAddress?: number | undefined
}

/**
 * A state that diffuses along the cable, in all compartments of a group that have it. After the `state` calls of a step
 * c becomes the solution of an implicit Euler step of
 *
 *   V_i·(c_i − c⁰_i)/dt = Σ_j g_ij·(c_j − c_i)
 *
 * with V_i = volume per length · length, g_ij = (conductivity_i + conductivity_j)/(length_i + length_j) for each
 * compartment and its parent. In steps of adaptive length the right side over V_i is part of the rates of c, which then is
 * one of `NativeAdaptive.states`. Shape of all lists: [compartments], parents before their children.
 */
export interface CableDiffusion {
  /** Address of the state of each compartment. */
  readonly states: Int32Array
  /** Address of its volume per length [µm²]. */
  readonly volumes: Int32Array
  /** Address of diffusion constant times cross-section [µm⁴/ms]. */
  readonly conductivities: Int32Array
  /** Position of the compartment towards the root; −1 where there is none with this state. */
  readonly parent: Int32Array
  /** [µm] */
  readonly lengthUm: Float64Array
}

/** What can be run without looking at anything else until groups meet. */
export interface NativeGroup {
  readonly nodes: number
  /** Address of each column of `nodeColumns`, in that order. */
  readonly nodeColumns: Int32Array
  /** Addresses of `stepperUniforms`, in that order. */
  readonly stepperUniforms: Int32Array
  readonly packs: readonly CellPack[]
  readonly indexTables: readonly IndexTable[]
  /** Set to zero before the current calls of each step: the ions' currents. Pairs (address, length). */
  readonly cleared: Int32Array
  /** Set to zero when a run begins: what is remembered of events. Pairs (address, length). */
  readonly forgotten?: Int32Array
  /** Columns of states, which must stay finite after each step of fixed length. Pairs (address, instances). */
  readonly stateColumns?: Int32Array
  /** Lists that are not given are empty. */
  readonly calls: { readonly [list in CallList]?: readonly ProgramCall[] }
  /** Absent where nothing diffuses along the cable. */
  readonly diffusions?: readonly CableDiffusion[]
  /** Absent where every cell's outside is ground. */
  readonly layers?: readonly CableLayers[]
  readonly detectors: readonly SpikeDetector[]
  /** Absent where nothing is connected, and nothing sends or receives. */
  readonly events?: NativeEvents
  /** Addresses of the numbers to record. */
  readonly probes: Int32Array
  /** What follows a course given beforehand; of two that write one number the later holds. */
  readonly plays?: readonly NativePlay[]
  /** Absent where nobody wants to know them. */
  readonly membrane?: NativeMembrane
  /** Ion currents that are carried to the middle of the step after each solution. */
  readonly ionCorrections?: readonly NativeIonCorrection[]
  readonly samplings?: readonly NativeSampling[]
  /** Absent where nothing is carried from place to place. */
  readonly transfers?: NativeTransfers
  /** Of borders no two touch one tree. With backward Euler, or steps of adaptive length. */
  readonly circuits?: readonly CircuitBorder[]
  /** Absent where steps are of fixed length. All groups of a model have it, or none. */
  readonly adaptive?: NativeAdaptive
}

/** A whole model as the machine takes it. The machine copies and verifies everything except the arena. */
export interface NativeModel {
  readonly arena: SharedArrayBuffer
  /** Number of doubles from the first 64-byte aligned one. */
  readonly arenaLength: number
  readonly programs: readonly Program[]
  readonly waveforms?: readonly Waveform[]
  readonly groups: readonly NativeGroup[]
  /**
   * Where the numbers of each group begin in the arena, and where those of the last end; what lies beyond belongs to more
   * than one. For processes that share the model.
   */
  readonly arenaOfGroups?: Int32Array
}
