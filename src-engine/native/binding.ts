import { createRequire } from 'node:module'
import { InternalError } from '../core/errors.ts'
import { abiVersion, type NativeModel, type ProgramCall } from '../kernel/abi.ts'
import type { Machine, MachineInfo } from '../kernel/machine.ts'
import type { Addon, Isa, Lanes } from './addonTypes.ts'
import { findAddon } from './findAddon.ts'
import {
  argumentsOf,
  integrationOutcomeOf,
  type IntegrationOutcome,
  type IntegrationTrial,
} from './integrationTrials.ts'
import type { Ranks } from './mpi/ranks.ts'
import { shareSession } from './mpi/sharedSession.ts'
import { createSession } from './nativeSession.ts'
import { programOutcomeOf } from './rawOutcomes.ts'
import { serialiseModel } from './serialiseModel.ts'

export { openRanks, type Ranks } from './mpi/ranks.ts'

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
