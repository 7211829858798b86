/** What the addon says, in words. */
import type {
  AdvanceResult,
  Asking,
  IntegrationCounts,
  MachineSession,
  Printed,
  RunFault,
} from '../kernel/machine.ts'
import { callLists } from '../kernel/abi.ts'
import { integrationFaults } from '../kernel/nativeAdaptive.ts'
import { eventFaults } from '../kernel/nativeEvents.ts'
import { rankFailures, RanksApart } from '../kernel/ranks.ts'
import type { TakenSamples } from '../kernel/samplings.ts'
import { eventKinds } from '../program/effects.ts'
import type { EmittedEvent, ProgramOutcome } from '../program/outcome.ts'
import type { RawFault, RawResult } from './addonTypes.ts'

/** What addonTrials.cc's runOnce says, in words. */
export function programOutcomeOf([fault = -1, faultLane = -1, ...numbers]: Float64Array): ProgramOutcome {
  const events: EmittedEvent[] = []
  for (let at = 0; at < numbers.length; at += 4) {
    const [kind = 0, lane = 0, time = 0, flag = 0] = numbers.slice(at, at + 4)
    events.push({ lane, event: eventKinds[kind] ?? 'send', time, flag })
  }
  return { fault: fault < 0 ? undefined : { lane: faultLane, fault }, events }
}

/** Why processes do not save a state together. */
export function apartBecause(failure: number): RanksApart {
  const why = rankFailures[failure] ?? 'broken'
  return new RanksApart(why === 'none' ? 'broken' : why)
}

/** Samples at times of their own. */
export function samplesOf(raw: readonly (number | Float64Array)[]): TakenSamples[] {
  const taken: TakenSamples[] = []
  for (let at = 0; at + 2 < raw.length; at += 3) {
    const [group, sampling, rows] = raw.slice(at, at + 3)
    if (typeof group === 'number' && typeof sampling === 'number' && rows instanceof Float64Array)
      taken.push({ group, sampling, rows })
  }
  return taken
}

/** What an advance came to. */
export function resultOf({
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

type Integration = NonNullable<AdvanceResult['integration']>

const numbersOfCounts = 5

function integrationOf(raw: Float64Array): Integration {
  const groups: IntegrationCounts[] = []
  for (let at = 1; at < raw.length; at += numbersOfCounts)
    groups.push(countsOf(raw.subarray(at, at + numbersOfCounts)))
  return integrationOfGroups(groups, raw[0] === 1)
}

/** What the steps of some groups have cost together. */
function integrationOfGroups(groups: readonly IntegrationCounts[], ended: boolean): Integration {
  const sum = (count: keyof IntegrationCounts) => groups.reduce((all, one) => all + one[count], 0)
  return {
    ended,
    steps: sum('steps'),
    evaluations: sum('evaluations'),
    errorFailures: sum('errorFailures'),
    newtonFailures: sum('newtonFailures'),
    restarts: sum('restarts'),
    groups,
  }
}

/** Of several processes: each group's counts are those of the one that steps it. */
export function joinIntegrations(
  ofRanks: readonly AdvanceResult['integration'][],
  owners: ArrayLike<number>,
): AdvanceResult['integration'] {
  const [first] = ofRanks
  const groups = first?.groups.map((counts, group) => ofRanks[owners[group]!]?.groups[group] ?? counts)
  return first && groups && integrationOfGroups(groups, first.ended)
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

/** Texts that instances have printed. */
export function printedOf(raw: Float64Array | undefined): ReturnType<MachineSession['printed']> {
  const pieces: Printed[] = []
  for (let at = 1; raw && at < raw.length; at += 7) {
    const [piece = 0, value = 0] = raw.subarray(at + 5, at + 7)
    pieces.push({ ...askingOf(raw.subarray(at, at + 5)), piece, value })
  }
  return { pieces, notKept: raw?.[0] ?? 0 }
}

/** Why a run cannot go on; undefined where it can. */
export function faultOf(raw: RawFault | undefined): RunFault | undefined {
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
