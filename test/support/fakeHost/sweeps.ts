import type { HostApi, SweepResults, SweepSummary } from '../../../src-main/contract/index.ts'
import { createFakeEvent } from './events.ts'

/** Sweeps that are finished as soon as they begin: a grid of two parameters whose measure is their sum. */
export function createFakeSweeps(): HostApi['sweeps'] {
  let list: readonly SweepSummary[] = []
  const changes = createFakeEvent<{ readonly sweep: SweepSummary } | { readonly removed: number }>()
  const columns = [
    { label: 'clamp.amp', unit: 'nA' },
    { label: 'sodium', unit: 'S/cm2' },
  ]
  const side = 4
  const results: SweepResults = {
    columns: [
      ...columns.map(column => ({ ...column, kind: 'parameter' as const })),
      { label: 'soma[0](0.5).v highest', unit: 'mV', kind: 'measure' },
    ],
    variants: Int32Array.from({ length: side * side }, (_, variant) => variant),
    values: Float64Array.from({ length: side * side * 3 }, (_, index) => {
      const [a, b] = [Math.floor(index / 3 / side) / 10, (Math.floor(index / 3) % side) / 20]
      return [a, b, 100 * (a + b)][index % 3] ?? NaN
    }),
    failures: [],
  }
  const find = (id: number): SweepSummary => {
    const found = list.find(one => one.id === id)
    if (!found) throw Object.assign(new Error(`There is no sweep ${id}.`), { code: 'sweeps/not-found' })
    return found
  }
  return {
    preview: async ({ sweep, most }) => {
      const width = sweep.parameters.length
      const count =
        width === 0 ? 0 : sweep.design === 'list' ? (sweep.rows?.length ?? 0) : (sweep.count ?? 16)
      const values = Float64Array.from({ length: Math.min(most, count) * width }, (_, index) => index)
      const parameters = sweep.parameters.map(({ id }) => ({ label: id, unit: 'nA' }))
      return { count, parameters, values, diagnostics: [], traceBytes: count * 1e6 }
    },
    readList: async () => ({ sweep: undefined, diagnostics: [] }),
    start: async ({ label, keepTraces }) => {
      const id = list.length + 1
      const sweep: SweepSummary = {
        id,
        label: label ?? `Sweep ${id}`,
        state: 'finished',
        startedAt: new Date().toISOString(),
        variants: side * side,
        done: side * side,
        failed: 0,
        seconds: 1.5,
        parameters: columns,
        probes: [{ label: 'soma[0](0.5).v', unit: 'mV' }],
        spikes: [],
        keepsTraces: keepTraces,
      }
      list = [sweep, ...list]
      changes.tell({ sweep })
      return { job: `sweep-job-${id}`, sweep: id }
    },
    resume: async ({ sweep }) => ({ job: `sweep-job-${find(sweep).id}` }),
    list: async () => list,
    results: async () => results,
    traces: async ({ variants }) =>
      variants.map(variant => {
        const timesMs = Float64Array.from({ length: 50 }, (_, index) => index)
        const low = timesMs.map(t => -65 + variant * Math.sin(t / 8))
        return { variant, timesMs, low, high: low }
      }),
    variant: async () => {
      throw Object.assign(new Error('The fake host keeps no models.'), { code: 'sweeps/no-such-variant' })
    },
    exportCsv: async ({ sweep }) => ({ name: `${find(sweep).label}.csv`, text: 'variant' }),
    rename: async ({ sweep, label }) => {
      list = list.map(one => (one.id === sweep ? { ...one, label } : one))
      changes.tell({ sweep: find(sweep) })
    },
    remove: async ({ sweep }) => {
      list = list.filter(({ id }) => id !== sweep)
      changes.tell({ removed: sweep })
    },
    onChange: changes.on,
  }
}
