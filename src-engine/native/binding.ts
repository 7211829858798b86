import { createRequire } from 'node:module'
import { InternalError } from '../core/errors.ts'
import {
  abiVersion,
  callLists,
  isCrankNicolson,
  type IntegrationCounts,
  type AdvanceRequest,
  type AdvanceResult,
  type Asking,
  type Machine,
  type MachineInfo,
  type MachineSession,
  type NativeModel,
  type Printed,
  type ProgramCall,
  type RunFault,
  stateRefusals,
} from '../kernel/abi.ts'
import { rankFailures, RanksApart } from '../kernel/ranks.ts'
import { integrationFaults } from '../kernel/nativeAdaptive.ts'
import { eventFaults } from '../kernel/nativeEvents.ts'
import { eventKinds } from '../program/effects.ts'
import type { EmittedEvent, ProgramOutcome } from '../program/outcome.ts'
import { findAddon } from './findAddon.ts'
import { modelIdentity } from './modelIdentity.ts'
import type { TakenSamples } from '../kernel/samplings.ts'
import {
  argumentsOf,
  integrationOutcomeOf,
  type IntegrationOutcome,
  type IntegrationTrial,
  type RawTrial,
} from './integrationTrials.ts'
import { serialiseModel } from './serialiseModel.ts'
import { openState, sealState } from './sessionState.ts'
import type { RankExchange, Ranks } from './mpi/ranks.ts'
import { shareSession } from './mpi/sharedSession.ts'

export { openRanks, type Ranks } from './mpi/ranks.ts'

/** A loaded session, as the addon knows it. */
type Handle = { readonly handle: unique symbol }

/** kind, group, time, node, list, call or receiver, lane, code: as addonOutcome.cc lays them out. */
type RawFault = Float64Array

interface RawResult {
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

type RawRequest = [
  session: Handle,
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

/** Halves of initialising, as session.h numbers them. */
const partNumbers = { whole: 0, 'until-states': 1, 'from-states': 2 } as const

/** The functions of addon.cc, by their names there. */
interface Addon {
  info(): { readonly abi: number; readonly compiler: string; readonly available: readonly Isa[] }
  misalignment(values: Float64Array): number
  echo(values: Float64Array): void
  load(model: Uint8Array, arena: Float64Array, isa: Isa, lanes: Lanes): Handle
  /** The rank of each group. */
  share(session: Handle, exchange: RankExchange): Int32Array
  initialise(
    session: Handle,
    dtMs: number,
    crankNicolson: boolean,
    startMs: number,
    part: number,
  ): RawFault | undefined
  advance(...request: RawRequest): Promise<RawResult>
  advanceNow(...request: RawRequest): RawResult
  touch(session: Handle): void
  sample(session: Handle, into: Float64Array): void
  printed(session: Handle): Float64Array | undefined
  /** Group, sampling and rows, one after the other. */
  sampled(session: Handle, untilMs?: number): readonly (number | Float64Array)[]
  /** Or why other processes that share the model do not save it. */
  save(session: Handle): Uint8Array | number
  restore(session: Handle, state: Uint8Array): number
  destruct(session: Handle): RawFault | undefined
  close(session: Handle): void
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

type Isa = MachineInfo['isa']
type Lanes = MachineInfo['lanes']

const naturalLanes: Readonly<Record<Isa, Lanes>> = { base: 2, avx2: 4, avx512: 8 }

/** State updates that there is a kernel of, fused by hand (lanesFused.h). */
export const fusedMechanisms = ['hh', 'kca', 'na8', 'NMDA'] as const

export type FusedMechanism = (typeof fusedMechanisms)[number]

/** The machine with what only tests and the benchmark need. */
export interface NativeMachine extends Machine {
  /** Runs one call of a program `repeats` times in the arena; seconds. */
  runMany(model: NativeModel, group: number, call: ProgramCall, repeats: number, block?: number): number
  /** Seconds that `steps` updates of `count` instances take in a kernel fused by hand, with the same lanes and exp. */
  benchFused(mechanism: FusedMechanism, count: number, steps: number): number
  /** Integrates a system whose solution is known. */
  integrate(trial: IntegrationTrial): IntegrationOutcome
  /** This machine, for models that processes share: each of them has it, and does the same with it (mpi/sharedSession.ts). */
  sharedAmong(ranks: Ranks): Machine
}

/** The machine, or why there is none: one line for the user, naming what to install. */
export type LoadedMachine =
  | { readonly machine: NativeMachine; readonly problem: undefined }
  | { readonly machine: undefined; readonly problem: string }

const howToGetIt =
  'install a C++ compiler (Debian: g++; macOS: xcode-select --install; Windows: LLVM clang-cl), then run npm run build:addon'

/** What of the environment decides how programs run. */
export interface MachineChoice {
  readonly HILLOCK_ISA?: string | undefined
  readonly HILLOCK_LANES?: string | undefined
}

/**
 * Loads the engine addon. HILLOCK_ISA (base, avx2, avx512) and HILLOCK_LANES (2, 4, 8) override the choice of
 * instruction set and lanes; results are the same to the bit.
 *
 * @param addonPath where the addon lies; looked for beside the bundle and in the source tree if not given
 * @param choice where HILLOCK_ISA and HILLOCK_LANES are looked up
 */
export function loadMachine(
  addonPath: string | undefined = findAddon('hillock_engine.node'),
  choice: MachineChoice = process.env,
): LoadedMachine {
  if (addonPath === undefined) return none(`No simulation engine: ${howToGetIt}`)
  let addon: Addon
  try {
    addon = createRequire(import.meta.url)(addonPath) as Addon
  } catch (error) {
    return none(`The simulation engine does not load (${firstLine(error)}): ${howToGetIt}`)
  }
  const { abi, compiler, available } = addon.info()
  if (abi !== abiVersion)
    return none(`The simulation engine is of another version (${abi}, not ${abiVersion}): ${howToGetIt}`)
  if (!readsSharedMemory(addon))
    return none('The simulation engine cannot read shared memory in place on this runtime')
  const isa = choice.HILLOCK_ISA || available.at(-1)
  if (isa !== 'base' && isa !== 'avx2' && isa !== 'avx512')
    return none(`HILLOCK_ISA is “${isa}”; it may be base, avx2 or avx512`)
  if (!available.includes(isa))
    return none(`HILLOCK_ISA is ${isa}, which this processor does not have; it has ${available.join(', ')}`)
  const lanes = choice.HILLOCK_LANES ? Number(choice.HILLOCK_LANES) : naturalLanes[isa]
  if (lanes !== 2 && lanes !== 4 && lanes !== 8)
    return none(`HILLOCK_LANES is “${choice.HILLOCK_LANES}”; it may be 2, 4 or 8`)
  return { machine: createMachine(addon, { abi, lanes, isa, available, compiler }), problem: undefined }
}

function none(problem: string): LoadedMachine {
  return { machine: undefined, problem }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}

/** Node-API does not promise that a SharedArrayBuffer is read in place, so it is tried. */
function readsSharedMemory(addon: Addon): boolean {
  const shared = new Float64Array(new SharedArrayBuffer(16))
  shared[0] = 1.25
  addon.echo(shared)
  return shared[1] === 2.5
}

function createMachine(addon: Addon, info: MachineInfo): NativeMachine {
  const { isa, lanes } = info
  const arenaOffset = (arena: SharedArrayBuffer) => {
    const beyond = addon.misalignment(new Float64Array(arena)) % 64
    return beyond === 0 ? 0 : (64 - beyond) / Float64Array.BYTES_PER_ELEMENT
  }
  const valuesOf = (model: NativeModel) =>
    new Float64Array(
      model.arena,
      arenaOffset(model.arena) * Float64Array.BYTES_PER_ELEMENT,
      model.arenaLength,
    )
  /** The model with the call as the only one of its group; everything else stays as it is. */
  const only = (model: NativeModel, group: number, call: ProgramCall) =>
    serialiseModel({
      ...model,
      groups: model.groups.map((one, index) =>
        index === group ? { ...one, calls: { state: [call] } } : one,
      ),
    })
  const load = (model: NativeModel, bytes: Uint8Array) =>
    refusing(() => addon.load(bytes, valuesOf(model), isa, lanes))
  const machine: NativeMachine = {
    info,
    arenaOffset,
    load: model => createSession(addon, load(model, serialiseModel(model)), model),
    sharedAmong: ranks => ({
      ...machine,
      ranks: ranks.ranks,
      load(model) {
        const bytes = serialiseModel(model)
        const handle = load(model, bytes)
        const owners = addon.share(handle, ranks.exchange)
        const values = valuesOf(model)
        return shareSession(createSession(addon, handle, model), ranks, { model, bytes, values, owners })
      },
    }),
    runOnce: (model, group, call, block = 0, { lane, row } = { lane: -1, row: -1 }) =>
      programOutcomeOf(
        refusing(() =>
          addon.runOnce(only(model, group, call), valuesOf(model), group, block, isa, lanes, lane, row),
        ),
      ),
    runMany: (model, group, call, repeats, block = 0) =>
      refusing(() =>
        addon.runMany(only(model, group, call), valuesOf(model), group, 0, block, repeats, isa, lanes),
      ),
    benchFused: (mechanism, count, steps) =>
      addon.fused(fusedMechanisms.indexOf(mechanism), count, steps, isa, lanes),
    integrate: trial => integrationOutcomeOf(addon.integrate(...argumentsOf(trial))),
  }
  return machine
}

/** What addonTrials.cc's runOnce says, in words. */
function programOutcomeOf([fault = -1, faultLane = -1, ...numbers]: Float64Array): ProgramOutcome {
  const events: EmittedEvent[] = []
  for (let at = 0; at < numbers.length; at += 4) {
    const [kind = 0, lane = 0, time = 0, flag = 0] = numbers.slice(at, at + 4)
    events.push({ lane, event: eventKinds[kind] ?? 'send', time, flag })
  }
  return { fault: fault < 0 ? undefined : { lane: faultLane, fault }, events }
}

/** Thrown where the machine refuses a program or a model: a fault in the engine's own compiler, never the user's. */
export class ProgramRefused extends InternalError {
  constructor(why: string) {
    super(why, {})
    this.name = 'ProgramRefused'
  }
}

function refusing<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Error && (error as Error & { code?: string }).code === 'ProgramRefused')
      throw new ProgramRefused(error.message)
    throw error
  }
}

function createSession(addon: Addon, handle: Handle, model: NativeModel): MachineSession {
  let identity: Uint8Array | undefined
  const identityOfModel = () => (identity ??= modelIdentity(model))
  const raw = ({ steps, dtMs, method, threads, traces, control, agreement }: AdvanceRequest): RawRequest => [
    handle,
    steps,
    dtMs,
    isCrankNicolson(method),
    threads,
    new Int32Array(control),
    traces && new Float64Array(traces.buffer),
    traces?.capacity ?? 0,
    traces?.first ?? 0,
    traces?.every ?? 1,
    agreement,
  ]
  return {
    initialise: ({ dtMs, method, startMs = 0, part }) =>
      faultOf(addon.initialise(handle, dtMs, isCrankNicolson(method), startMs, partNumbers[part ?? 'whole'])),
    advance: async request => resultOf(await addon.advance(...raw(request))),
    advanceNow: request => resultOf(addon.advanceNow(...raw(request))),
    touch: () => addon.touch(handle),
    sample: into => addon.sample(handle, into),
    printed: () => printedOf(addon.printed(handle)),
    sampled: untilMs => samplesOf(addon.sampled(handle, untilMs)),
    save() {
      const saved = addon.save(handle)
      if (typeof saved === 'number') throw apartBecause(saved)
      return sealState(identityOfModel(), saved)
    },
    restore: state => {
      const opened = openState(identityOfModel(), state)
      if (opened.refusal) return opened.refusal
      return stateRefusals[addon.restore(handle, opened.bytes)]
    },
    destruct: () => faultOf(addon.destruct(handle)),
    close: () => addon.close(handle),
  }
}

function apartBecause(failure: number): RanksApart {
  const why = rankFailures[failure] ?? 'broken'
  return new RanksApart(why === 'none' ? 'broken' : why)
}

function samplesOf(raw: readonly (number | Float64Array)[]): TakenSamples[] {
  const taken: TakenSamples[] = []
  for (let at = 0; at + 2 < raw.length; at += 3) {
    const [group, sampling, rows] = raw.slice(at, at + 3)
    if (typeof group === 'number' && typeof sampling === 'number' && rows instanceof Float64Array)
      taken.push({ group, sampling, rows })
  }
  return taken
}

function resultOf({
  steps,
  stopped,
  seconds,
  fault,
  halt,
  integration,
  apart = 0,
  ...spikes
}: RawResult): AdvanceResult {
  const { group, source, timeMs } = spikes
  const why = rankFailures[apart] ?? 'broken'
  return {
    steps,
    // A run that has reached its end takes fewer steps than asked for, but nobody stopped it.
    stopped: stopped && integration?.[0] !== 1,
    seconds,
    spikes: { group, source, timeMs },
    fault: faultOf(fault),
    halt: halt && askingOf(halt),
    integration: integration && integrationOf(integration),
    ...(why === 'none' ? {} : { apart: why }),
  }
}

const numbersOfCounts = 5

/** Counts of each group, and of all together. */
function integrationOf(raw: Float64Array): AdvanceResult['integration'] {
  const groups: IntegrationCounts[] = []
  const all = new Float64Array(numbersOfCounts)
  for (let at = 1; at < raw.length; at += numbersOfCounts) {
    const counts = raw.subarray(at, at + numbersOfCounts)
    counts.forEach((count, k) => (all[k] = all[k]! + count))
    groups.push(countsOf(counts))
  }
  return { ended: raw[0] === 1, ...countsOf(all), groups }
}

function countsOf([
  steps = 0,
  evaluations = 0,
  errorFailures = 0,
  newtonFailures = 0,
  restarts = 0,
]: Float64Array): IntegrationCounts {
  return { steps, evaluations, errorFailures, newtonFailures, restarts }
}

function askingOf([group = 0, list = 0, call = 0, lane = 0, timeMs = 0]: Float64Array): Asking {
  return { group, timeMs, list: callLists[list] ?? 'state', call, lane }
}

function printedOf(raw: Float64Array | undefined): ReturnType<MachineSession['printed']> {
  const pieces: Printed[] = []
  for (let at = 1; raw && at < raw.length; at += 7) {
    const [piece = 0, value = 0] = raw.subarray(at + 5, at + 7)
    pieces.push({ ...askingOf(raw.subarray(at, at + 5)), piece, value })
  }
  return { pieces, notKept: raw?.[0] ?? 0 }
}

function faultOf(raw: RawFault | undefined): RunFault | undefined {
  if (!raw) return undefined
  const [kind = 0, group = 0, timeMs = 0, node = 0, list = 0, call = 0, lane = 0, code = 0] = raw
  const at = { group, timeMs }
  if (kind === 1) return { kind: 'voltage', ...at, node }
  if (kind === 2) return { kind: 'program', ...at, list: callLists[list] ?? 'state', call, lane, fault: code }
  if (kind === 6) return { kind: 'state', ...at, column: call, instance: lane }
  if (kind === 5) return { kind: 'circuit', ...at, border: call, unknown: lane }
  if (kind === 4) {
    const why = integrationFaults[code] ?? 'inexact'
    const place = { node: node < 0 ? undefined : node, column: call, instance: lane }
    return { kind: 'integration', ...at, ...place, why }
  }
  return { kind: 'event', ...at, receiver: call, instance: lane, what: eventFaults[code] ?? 'too-many' }
}
