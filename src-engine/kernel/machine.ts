import type { ProgramOutcome } from '../program/outcome.ts'
import type { CallList, NativeModel, ProgramCall } from './abi.ts'
import type { IntegrationFault } from './nativeAdaptive.ts'
import type { EventFault } from './nativeEvents.ts'
import type { RankFailure } from './ranks.ts'
import type { TakenSamples } from './samplings.ts'

/**
 * Implicit scheme for the voltages. The third is Crank–Nicolson with the ions' currents carried to the middle of the
 * step after each solution (`NativeGroup.ionCorrections`).
 */
export const fixedStepMethods = ['backward-euler', 'crank-nicolson', 'crank-nicolson-corrected'] as const

export type FixedStepMethod = (typeof fixedStepMethods)[number]

/** Whether a scheme solves for the middle of the step. */
export function isCrankNicolson(method: string): boolean {
  return method === 'crank-nicolson' || method === 'crank-nicolson-corrected'
}

export interface AdvanceRequest {
  /** How many steps to take at most. */
  readonly steps: number
  readonly dtMs: number
  readonly method: FixedStepMethod
  readonly threads: number
  /**
   * Receives a row for each group's probes in group order, each `capacity` long: sample s of probe p is at
   * p·capacity + s. The machine writes samples `first`, `first + 1`, … one for every `every` steps.
   */
  readonly traces:
    | {
        readonly buffer: SharedArrayBuffer
        readonly capacity: number
        readonly first: number
        readonly every: number
      }
    | undefined
  /** Int32: [0] non-zero asks to stop; [1] steps done so far by the slowest group, written by the machine. */
  readonly control: SharedArrayBuffer
  /** Of processes that share the model: what must be the same for all of them, as a whole number. */
  readonly agreement?: number
}

export interface AdvanceResult {
  /** Steps that every group has completed. Less than asked only where it was stopped. */
  readonly steps: number
  readonly stopped: boolean
  /**
   * Spikes of this advance: group, source within the group, time [ms]; ordered by time, then group, then source. A
   * source is a detector, or the number of detectors + the number of an instance that fired.
   */
  readonly spikes: {
    readonly group: Int32Array
    readonly source: Int32Array
    readonly timeMs: Float64Array
  }
  /** CPU-wall seconds spent in stepping alone. */
  readonly seconds: number
  /** What made the run end, if anything did: of several, the earliest. */
  readonly fault: RunFault | undefined
  /** Whose program asked for the end of the run, in the last step taken. */
  readonly halt: Asking | undefined
  /** Of the whole run so far; with steps of adaptive length, which also end by themselves at the stop time. */
  readonly integration?:
    | (IntegrationCounts & { readonly ended: boolean; readonly groups: readonly IntegrationCounts[] })
    | undefined
  /** Why other processes that share the model have not gone along. */
  readonly apart?: RankFailure
}

/** A program's instance, and the time at which it asked for something. */
export interface Asking {
  readonly group: number
  readonly timeMs: number
  readonly list: CallList
  readonly call: number
  readonly lane: number
}

/** A piece of text that an instance printed: `piece` is the flag that the program emitted (program/program.ts, texts). */
export type Printed = Asking & { readonly piece: number; readonly value: number }

/** Steps of adaptive length that have been taken, and what they cost. */
export interface IntegrationCounts {
  readonly steps: number
  /** Of the equations. */
  readonly evaluations: number
  /** Steps repeated because their error was too large, or because Newton's method did not converge. */
  readonly errorFailures: number
  readonly newtonFailures: number
  /** Times at which the equations jumped, the start among them. */
  readonly restarts: number
}

/** Why a run cannot go on, with the group and the time of it. */
export type RunFault = { readonly group: number; readonly timeMs: number } & (
  | { readonly kind: 'voltage'; readonly node: number }
  /** A state is no longer finite; `column` is one of `NativeGroup.stateColumns`. */
  | { readonly kind: 'state'; readonly column: number; readonly instance: number }
  /** A program ended in one of its faults. */
  | {
      readonly kind: 'program'
      readonly list: CallList
      readonly call: number
      readonly lane: number
      readonly fault: number
    }
  /** An instance emitted what cannot be. */
  | {
      readonly kind: 'event'
      readonly receiver: number
      readonly instance: number
      readonly what: EventFault
    }
  /** The equations of circuits leave an unknown of a border open. */
  | { readonly kind: 'circuit'; readonly border: number; readonly unknown: number }
  /**
   * A step of adaptive length cannot become shorter; where there is no node, `column` is one of `NativeAdaptive.states` with
   * an instance, or behind them one of the borders of circuits with an unknown.
   */
  | {
      readonly kind: 'integration'
      readonly node: number | undefined
      readonly column: number
      readonly instance: number
      readonly why: IntegrationFault
    }
)

/** Why a state is not taken over; the position is the machine's code. */
export const stateRefusals = ['damaged', 'another-version', 'another-model'] as const

export type StateRefusal = (typeof stateRefusals)[number]

/** Halves of initialising, between which states may be set. */
export type InitialisePart = 'until-states' | 'from-states'

/** A loaded model. */
export interface MachineSession {
  /** t := startMs or 0, v stays as set in the arena; then as `callLists` says, up to valid currents. */
  initialise(
    request: Pick<AdvanceRequest, 'dtMs' | 'method'> & {
      readonly startMs?: number
      /** One half of it: up to and with `afterInitial`, or what comes then; both where nothing is said. */
      readonly part?: InitialisePart
    },
  ): RunFault | undefined
  /** Steps on native threads; the promise settles when they have stopped. One at a time. */
  advance(request: AdvanceRequest): Promise<AdvanceResult>
  /** The same on the calling thread (worker threads, scripts, tests). */
  advanceNow(request: AdvanceRequest): AdvanceResult
  /** Tells that JavaScript wrote to uniforms or parameters, so that hoisted values are computed again. */
  touch(): void
  /**
   * Of processes that share the model, where each steps its own groups: brings the numbers of all groups to all of them.
   * Undefined where there is nothing to bring.
   */
  gatherNumbers?(): void
  /** Copies the current value of each probe, in group order, into `into`. */
  sample(into: Float64Array): void
  /**
   * What has been sampled since the last call, group by group. Where `untilMs` is given, samples due by then are taken
   * first, with numbers as they stand: those that rounding has left to a step that never comes.
   */
  sampled(untilMs?: number): readonly TakenSamples[]
  /** What has been printed since the last call, group by group as it happened, and how many texts more were too many. */
  printed(): { readonly pieces: readonly Printed[]; readonly notKept: number }
  /**
   * All that the next step depends on, as bytes with checks: the arena, events that wait, flags of thresholds, and what
   * has not been handed over yet. Good for a machine with any lanes, on any number of threads. Not while it advances, and
   * not after a fault.
   */
  save(): Uint8Array
  /**
   * Goes back, or over, to what a session of the same model has saved: from there on the numbers are the same to the
   * bit. Where the bytes are refused, nothing has changed. What arguments of `initialise` and of `advance` say is no part
   * of a state.
   */
  restore(state: Uint8Array): StateRefusal | undefined
  /** Runs the list `destruct`, once. */
  destruct(): RunFault | undefined
  close(): void
}

export interface MachineInfo {
  readonly abi: number
  readonly lanes: 2 | 4 | 8
  readonly isa: 'base' | 'avx2' | 'avx512'
  /** Those that this processor has. */
  readonly available: readonly string[]
  readonly compiler: string
}

/** The native machine, as the engine sees it. */
export interface Machine {
  readonly info: MachineInfo
  /** Processes that share each model (`ranks.ts`); 1 where nothing is said. */
  readonly ranks?: number
  /** Doubles to skip from the buffer's start so that the arena begins 64-byte aligned. */
  arenaOffset(arena: SharedArrayBuffer): number
  /** @throws ProgramRefused (message says which program, which operation and why) if anything in the model is out of range. */
  load(model: NativeModel): MachineSession
  /**
   * Runs one call of a program in the arena; for tests and for the oracle. `block` overrides the block size; `only`
   * is one lane to run, with its index in the space `weight`, as an event is handled.
   */
  runOnce(
    model: NativeModel,
    group: number,
    call: ProgramCall,
    block?: number,
    only?: { readonly lane: number; readonly row: number },
  ): ProgramOutcome
}
