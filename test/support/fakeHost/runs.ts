import type { HostApi, Job, RunSummary } from '../../../src-main/contract/index.ts'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { MorphologyView } from '../../../src-main/contract/index.ts'
import { createFakeEvent } from './events.ts'

/** A travelling pulse instead of a simulation: −65 mV, and a spike every 12 ms that moves out at 0.5 mm/ms. */
export function pulseMv(tMs: number, distanceUm: number): number {
  const local = (tMs - 5 - distanceUm / 500) % 12
  return tMs < 5 + distanceUm / 500
    ? -65
    : -65 + 105 * Math.exp(-(((local - 1.5) / 0.6) ** 2)) - 9 * Math.exp(-(((local - 4) / 1.6) ** 2))
}

interface StoredRun {
  summary: RunSummary
  readonly document: ModelDocument
  readonly distances: Float64Array
  /** Distance of each probe [µm], by its key. */
  readonly probeDistance: ReadonlyMap<number, number>
}

/** The runs, traces and jobs of the fake host. `tickMs` of wall clock advance a run by `msPerTick`; 0 waits for `advance()`. */
export function createFakeRuns(
  current: () => { readonly document: ModelDocument | undefined; readonly view: MorphologyView | undefined },
  tickMs: number,
) {
  const stored = new Map<number, StoredRun>()
  const jobs = new Map<string, Job>()
  const onRun = createFakeEvent<{ readonly run: RunSummary } | { readonly removed: number }>()
  const onFrame = createFakeEvent<{
    readonly run: number
    readonly tMs: number
    readonly values: Float32Array
  }>()
  const onGrow = createFakeEvent<{
    readonly probe: number
    readonly samples: number
    readonly toMs: number
  }>()
  const onJob = createFakeEvent<Job>()
  const timers = new Set<ReturnType<typeof setInterval>>()
  let nextRun = 1
  let nextProbe = 1

  const find = (run: number): StoredRun => {
    const found = stored.get(run)
    if (!found) throw Object.assign(new Error(`There is no run ${run}.`), { code: 'runs/not-found' })
    return found
  }
  const setJob = (id: string, change: Partial<Job>): void => {
    const job = jobs.get(id)
    if (!job) return
    jobs.set(id, { ...job, ...change })
    onJob.tell({ ...job, ...change })
  }

  /** Moves a run forward by so many milliseconds of its own time. */
  function advance(run: number, byMs: number): void {
    const item = find(run)
    const job = [...jobs.values()].find((other) => other.run === run)
    if (!job || job.state !== 'running') return
    const tMs = Math.min(item.summary.tStopMs, item.summary.tMs + byMs)
    const ended = tMs >= item.summary.tStopMs
    const samples = Math.floor(tMs / item.summary.dtMs) + 1
    item.summary = { ...item.summary, tMs, seconds: tMs / 50, state: ended ? 'finished' : 'running', probes: item.summary.probes.map((probe) => ({ ...probe, samples })) }
    onFrame.tell({ run, tMs, values: Float32Array.from(item.distances, (distance) => pulseMv(tMs, distance)) })
    for (const { probe } of item.summary.probes) onGrow.tell({ probe, samples, toMs: tMs })
    setJob(job.id, { progress: { done: tMs, total: item.summary.tStopMs, unit: 'ms' }, secondsLeft: (item.summary.tStopMs - tMs) / 40, state: ended ? 'finished' : 'running' })
    onRun.tell({ run: item.summary })
  } // prettier-ignore

  const runs: HostApi['runs'] = {
    start: async ({ label }) => {
      const { document, view } = current()
      if (!document || !view) throw Object.assign(new Error('There is no cell to run.'), { code: 'runs/no-model' })
      const id = nextRun++
      const { sections } = view.morphology
      const distanceOf = (section: number, x: number): number => (view.table.pathDistanceUm[section] ?? 0) + x * (view.table.lengthUm[section] ?? 0)
      const probeDistance = new Map<number, number>()
      const probes = document.probes.map((probe) => {
        const key = nextProbe++
        probeDistance.set(key, distanceOf(sections.name.indexOf(probe.at.section), probe.at.x))
        return { probe: key, label: `${probe.at.section}(${probe.at.x}).${probe.variable}`, unit: probe.variable === 'v' ? 'mV' : '', samples: 0, comesAtEnd: false }
      })
      const summary: RunSummary = { id, label: label ?? `Run ${id}`, state: 'running', startedAt: new Date().toISOString(), startMs: 0, tMs: 0, tStopMs: document.run.tStopMs, dtMs: document.run.dtMs, compartments: sections.count, seconds: 0, engine: 'fake', changesMs: [], probes }
      stored.set(id, { summary, document, probeDistance, distances: Float64Array.from(sections.name, (_, section) => distanceOf(section, 0.5)) })
      const job: Job = { id: `job-${id}`, kind: 'run', title: summary.label, state: 'running', progress: { done: 0, total: document.run.tStopMs, unit: 'ms' }, secondsLeft: undefined, startedAt: summary.startedAt, diagnostics: [], run: id }
      jobs.set(job.id, job)
      onJob.tell(job)
      onRun.tell({ run: summary })
      if (tickMs > 0) {
        const timer = setInterval(() => {
          if (!stored.has(id) || find(id).summary.state === 'finished') {
            clearInterval(timer)
            timers.delete(timer)
          } else advance(id, 0.6)
        }, tickMs)
        timers.add(timer)
      }
      return { job: job.id, run: id }
    },
    rewind: async ({ run, toMs }) => {
      const item = find(run)
      const samples = Math.floor(toMs / item.summary.dtMs) + 1
      item.summary = { ...item.summary, tMs: toMs, probes: item.summary.probes.map((probe) => ({ ...probe, samples })) }
      for (const { probe } of item.summary.probes) onGrow.tell({ probe, samples, toMs })
      onRun.tell({ run: item.summary })
      return { tMs: toMs }
    },
    list: async () => [...stored.values()].map((item) => item.summary),
    model: async ({ run }) => find(run).document,
    spikes: async () => [],
    frames: async ({ run }) => {
      const item = find(run)
      const frames = Math.max(1, Math.min(200, Math.floor(item.summary.tMs / 0.5)))
      const timesMs = Float64Array.from({ length: frames }, (_, frame) => (item.summary.tMs * frame) / Math.max(1, frames - 1))
      const compartments = item.distances.length
      const values = new Float32Array(frames * compartments)
      timesMs.forEach((tMs, frame) => item.distances.forEach((distance, index) => (values[frame * compartments + index] = pulseMv(tMs, distance))))
      return { timesMs, compartments, values }
    },
    rename: async ({ run, label }) => {
      const item = find(run)
      item.summary = { ...item.summary, label }
      onRun.tell({ run: item.summary })
    },
    remove: async ({ run }) => {
      stored.delete(run)
      onRun.tell({ removed: run })
    },
    onChange: onRun.on,
    onFrame: onFrame.on,
  } // prettier-ignore

  const traces: HostApi['traces'] = {
    window: async ({ probe, fromMs, toMs, maxPoints }) => {
      const item = [...stored.values()].find((other) => other.probeDistance.has(probe))
      if (!item) throw Object.assign(new Error('There is no such trace.'), { code: 'traces/not-found' })
      const distance = item.probeDistance.get(probe) ?? 0
      const end = Math.min(toMs, item.summary.tMs)
      const count = Math.max(2, Math.min(maxPoints, Math.floor((end - fromMs) / item.summary.dtMs) + 1))
      const timesMs = Float64Array.from({ length: count }, (_, index) => fromMs + ((end - fromMs) * index) / (count - 1))
      const values = timesMs.map((tMs) => pulseMv(tMs, distance))
      return { probe, timesMs, low: values, high: values, samplesPerPoint: 1, fromMs: 0, toMs: item.summary.tMs }
    },
    exportCsv: async ({ probes }) => ({ name: 'traces.csv', text: ['t (ms)', ...probes].join(',') }),
    onGrow: onGrow.on,
  } // prettier-ignore

  const changeState = (id: string, from: Job['state'], to: Job['state']): void => {
    const job = jobs.get(id)
    if (!job || (from !== job.state && to !== 'cancelled')) return
    setJob(id, { state: to })
    if (job.run !== undefined && (to === 'running' || to === 'paused' || to === 'cancelled')) {
      const item = find(job.run)
      item.summary = { ...item.summary, state: to }
      onRun.tell({ run: item.summary })
    }
  }
  const jobsService: HostApi['jobs'] = {
    list: async () => [...jobs.values()],
    cancel: async ({ id }) => changeState(id, 'running', 'cancelled'),
    pause: async ({ id }) => changeState(id, 'running', 'paused'),
    resume: async ({ id }) => changeState(id, 'paused', 'running'),
    onUpdate: onJob.on,
  }
  return {
    runs,
    traces,
    jobs: jobsService,
    advance,
    close: () => timers.forEach(timer => clearInterval(timer)),
  }
}
