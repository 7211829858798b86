import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { type CompiledMechanism, rateColumn } from '../kernel/compiledMechanism.ts'
import type { NativeAdaptive } from '../kernel/nativeAdaptive.ts'
import { adaptiveDefaults } from '../model/checkAdaptive.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { RunSettings } from '../model/document.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import type { Coupling } from './coupling.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan } from './networkPlan.ts'

/** What stands in the way of steps of adaptive length, and scales of what is no state. */
export function checkContinuous(
  mechanisms: Iterable<CompiledMechanism>,
  { adaptive = {} }: RunSettings,
): Diagnostic[] {
  const found: Diagnostic[] = []
  const states = ['v']
  for (const mechanism of mechanisms) {
    const { name, fixedStepOnly, continuous } = mechanism
    if (fixedStepOnly !== undefined) {
      const facts = { mechanism: name, why: fixedStepOnly }
      found.push(diagnose(modelMessages, 'model/fixed-step-only', facts, { subject: 'run.method' }))
    }
    for (const { column } of continuous?.states ?? []) states.push(`${name}.${column}`)
  }
  for (const name of Object.keys(adaptive.scales ?? {})) {
    if (states.includes(name)) continue
    const facts = { name, meant: closestName(name, states) }
    found.push(
      diagnose(modelMessages, 'model/unknown-state', facts, { subject: `run.adaptive.scales.${name}` }),
    )
  }
  return found
}

/** All cells in one group, each in a lane of its own: one step for all, and no padding whose error would count. */
export function coupleAll(plans: readonly CellPlan[], network: NetworkPlan): Coupling {
  const artificialCells = network.processes.flatMap(({ cell, index }) => (cell < 0 ? [index] : []))
  return {
    sets: [{ cells: [...plans.keys()], artificialCells }],
    free: new Uint8Array(plans.length),
    single: new Uint8Array(plans.length).fill(1),
    freeArtificial: [],
    leastDelayMs: Infinity,
  }
}

/** Whether each cell goes by steps of its own. */
export function isLocal({ method, adaptive }: RunSettings): boolean {
  return method === 'adaptive' && adaptive?.step === 'local'
}

/** A column of the state vector: whose state it is. */
export interface ContinuousColumn {
  readonly set: InstanceSet
  readonly state: string
  readonly scale: number
}

/** The state vector behind the voltages, column after column. */
export function continuousColumns({ sets }: Pick<AssembledGroup, 'sets'>): ContinuousColumn[] {
  return sets.flatMap(set =>
    (set.mechanism.continuous?.states ?? []).map(({ column, scale }) => ({ set, state: column, scale })),
  )
}

/** What the machine must know to go on in steps of adaptive length. `steps`: samples to take where they are dt apart. */
export function layOutAdaptive(group: AssembledGroup, run: RunSettings, steps: number): NativeAdaptive {
  const columns = continuousColumns(group)
  const settings = { ...adaptiveDefaults, ...withoutGaps(run.adaptive ?? {}) }
  const scales = run.adaptive?.scales ?? {}
  const addressOf = (set: InstanceSet, column: string) => set.columns.get(column) ?? -1
  const quiet = [...group.weights].filter(([{ mechanism }]) => mechanism.kind === 'artificial')
  const everyStep = settings.samples === 'every-step' && !isLocal(run)
  return {
    states: Int32Array.from(columns, ({ set, state }) => addressOf(set, state)),
    rates: Int32Array.from(columns, ({ set, state }) => addressOf(set, rateColumn(state))),
    counts: Int32Array.from(columns, ({ set }) => set.count),
    scales: Float64Array.from(
      columns,
      ({ set, state, scale }) => scales[`${set.mechanism.name}.${state}`] ?? scale,
    ),
    quietReceivers: Int32Array.from(quiet.map(([, { receiver }]) => receiver)),
    voltageScale: scales.v ?? 1,
    absoluteTolerance: settings.absoluteTolerance,
    relativeTolerance: settings.relativeTolerance,
    maximumOrder: settings.maximumOrder,
    smallestStepMs: settings.smallestStepMs,
    largestStepMs: settings.largestStepMs,
    // Samples at equal distances end by their number.
    stopMs: everyStep ? run.tStopMs : (steps + 1) * run.dtMs,
    ...(everyStep ? {} : { sampleMs: run.dtMs }),
    thresholds: settings.thresholds,
    local: isLocal(run),
  }
}

/** Settings without those that stand there as undefined. */
function withoutGaps<T extends object>(settings: T): { [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [key in keyof T]?: Exclude<T[key], undefined>
  }
}
