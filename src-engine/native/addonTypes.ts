import type { MachineInfo } from '../kernel/machine.ts'
import type { RawTrial } from './integrationTrials.ts'

/** What the engine's addon takes to let sessions of several processes meet (ranks.h, RankExchange). */
export type RankExchange = { readonly exchange: unique symbol }

/** A loaded session, as the addon knows it. */
export type SessionHandle = { readonly handle: unique symbol }

/** kind, group, time, node, list, call or receiver, lane, code: as addonOutcome.cc lays them out. */
export type RawFault = Float64Array

export interface RawResult {
  readonly steps: number
  readonly stopped: boolean
  readonly seconds: number
  readonly fault?: RawFault
  /** group, list, call, lane, time. */
  readonly halt?: Float64Array
  /** Whether it has ended; steps, evaluations, failures of the error, of Newton's method, restarts. */
  readonly integration?: Float64Array
  /** Why other processes that share the model have not gone along. */
  readonly apart?: number
  readonly group: Int32Array
  readonly source: Int32Array
  readonly timeMs: Float64Array
}

export type RawRequest = [
  session: SessionHandle,
  steps: number,
  dtMs: number,
  crankNicolson: boolean,
  threads: number,
  control: Int32Array,
  traces: Float64Array | undefined,
  capacity: number,
  first: number,
  every: number,
  agreement: number | undefined,
]

/** The functions of addon.cc, by their names there. */
export interface Addon {
  info(): { readonly abi: number; readonly compiler: string; readonly available: readonly Isa[] }
  misalignment(values: Float64Array): number
  echo(values: Float64Array): void
  load(model: Uint8Array, arena: Float64Array, isa: Isa, lanes: Lanes): SessionHandle
  /** The rank of each group. */
  share(session: SessionHandle, exchange: RankExchange): Int32Array
  initialise(
    session: SessionHandle,
    dtMs: number,
    crankNicolson: boolean,
    startMs: number,
    part: number,
  ): RawFault | undefined
  advance(...request: RawRequest): Promise<RawResult>
  advanceNow(...request: RawRequest): RawResult
  touch(session: SessionHandle): void
  sample(session: SessionHandle, into: Float64Array): void
  printed(session: SessionHandle): Float64Array | undefined
  /** Group, sampling and rows, one after the other. */
  sampled(session: SessionHandle, untilMs?: number): readonly (number | Float64Array)[]
  /** Or why other processes that share the model do not save it. */
  save(session: SessionHandle): Uint8Array | number
  restore(session: SessionHandle, state: Uint8Array): number
  destruct(session: SessionHandle): RawFault | undefined
  close(session: SessionHandle): void
  runMany(
    model: Uint8Array,
    arena: Float64Array,
    group: number,
    call: number,
    block: number,
    repeats: number,
    isa: Isa,
    lanes: Lanes,
  ): number
  runOnce(
    model: Uint8Array,
    arena: Float64Array,
    group: number,
    block: number,
    isa: Isa,
    lanes: Lanes,
    lane: number,
    row: number,
  ): Float64Array
  fused(mechanism: number, count: number, steps: number, isa: Isa, lanes: Lanes): number
  integrate(...trial: RawTrial): Float64Array
}

export type Isa = MachineInfo['isa']
export type Lanes = MachineInfo['lanes']
