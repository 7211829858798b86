import type { RunSummary, SpikeTrain } from '../../../src-main/contract/index.ts'
import type { PlottedSpikes, PlottedTrace, TimeSpan } from '../../plots/plottedTrace.ts'

/** One variable that the shown runs recorded, whichever of them did. */
export interface RecordedVariable {
  readonly label: string
  readonly unit: string
  /** Place in the palette: the same in every run and every plot. */
  readonly colour: number
  /** The newest run that recorded it is still to end before there is anything to see. */
  readonly comesAtEnd: boolean
}

/** Runs in the order in which they are told apart: the newest solid, earlier ones with dashes. */
export function orderRuns(runs: readonly RunSummary[], visible: readonly number[]): readonly RunSummary[] {
  return runs.filter(({ id }) => visible.includes(id)).toSorted((a, b) => b.id - a.id)
}

/** Every variable of some runs once, those of the newest run first. */
export function recordedVariables(runs: readonly RunSummary[]): readonly RecordedVariable[] {
  const found = new Map<string, RecordedVariable>()
  for (const { probes } of runs)
    for (const { label, unit, comesAtEnd } of probes)
      if (!found.has(label)) found.set(label, { label, unit, colour: found.size, comesAtEnd })
  return [...found.values()]
}

/** What a plot draws of some ordered runs, without the variables that are hidden in it. */
export function shownTraces(
  runs: readonly RunSummary[],
  hidden: ReadonlySet<string>,
): readonly PlottedTrace[] {
  const colours = new Map(recordedVariables(runs).map(({ label, colour }) => [label, colour]))
  return runs.flatMap((run, dash) =>
    run.probes
      .filter(({ label }) => !hidden.has(label))
      .map(({ probe, label, unit, samples }) => ({
        probe,
        label,
        unit,
        runLabel: run.label,
        colour: colours.get(label) ?? 0,
        dash,
        samples,
        tStopMs: run.tStopMs,
        live: run.state === 'running' || run.state === 'paused',
      })),
  )
}

/** The spikes of ordered runs that have any. */
export function shownSpikes(
  runs: readonly RunSummary[],
  spikes: ReadonlyMap<number, readonly SpikeTrain[]>,
): readonly PlottedSpikes[] {
  return runs.flatMap((run, dash) => {
    const trains = spikes.get(run.id) ?? []
    return trains.length > 0 ? [{ runLabel: run.label, dash, trains }] : []
  })
}

/** From 0 to the latest end of the runs: also what a growing run has yet to reach. */
export function wholeSpan(runs: readonly RunSummary[]): TimeSpan {
  const toMs = runs.reduce((latest, run) => {
    const live = run.state === 'running' || run.state === 'paused'
    return Math.max(latest, live ? run.tStopMs : run.tMs)
  }, 0)
  return { fromMs: 0, toMs: toMs > 0 ? toMs : 1 }
}
