import { describe, expect, it } from 'vitest'
import { writeTracesCsv } from '../../../../src-main/files/tracesCsv.ts'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import type { ProjectStore } from '../../../../src-main/store/projectStore.ts'
import { beginRun, cellId, slice, useProjects } from '../store/projects.ts'

const finished = { tMs: 1, seconds: 0, state: 'finished', diagnostics: [] } as const

async function run(store: ProjectStore, count: number, dtMs: number, label: string): Promise<number> {
  const model = emptyModel(cellId)
  const ids = beginRun(store, 1, {
    label,
    model: { ...model, run: { ...model.run, dtMs } },
    probes: [{ label: 'a "quoted", name', unit: 'mV' }],
  })
  const recorder = store.record(ids)
  // Times added up step by step, as a simulation has them.
  const timesMs = new Float64Array(count)
  for (let sample = 1; sample < count; sample++) timesMs[sample] = (timesMs[sample - 1] ?? 0) + dtMs
  const values = Float64Array.from({ length: count }, (_, sample) => 1 / (sample + 1))
  recorder.append({ ...slice(0, count, () => 0), traces: [{ timesMs, values }] })
  await recorder.finish(finished)
  return ids.probes[0] ?? -1
}

describe('files traces as CSV', () => {
  const projects = useProjects()

  it('has one column of times for traces of one time step, and full precision', async () => {
    const store = projects.fresh()
    const probes = [await run(store, 4, 0.1, 'Run: 1/2'), await run(store, 2, 0.1, 'b')]
    expect(await writeTracesCsv(store, probes)).toEqual({
      name: 'Run-1-2.csv',
      text: [
        't (ms),"a ""quoted"", name (mV)","a ""quoted"", name (mV)"',
        '0,1,1',
        '0.1,0.5,0.5',
        '0.2,0.3333333333333333,',
        '0.30000000000000004,0.25,',
        '',
      ].join('\r\n'),
    })
  })

  it('has a column of times before each trace where time steps differ', async () => {
    const store = projects.fresh()
    const probes = [await run(store, 3, 0.1, 'a'), await run(store, 2, 0.5, 'b')]
    const { text } = await writeTracesCsv(store, probes)
    expect(text.split('\r\n').slice(1, 4)).toEqual(['0,1,0,1', '0.1,0.5,0.5,0.5', '0.2,0.3333333333333333,,'])
  })

  it('gives the times of every chunk to the last bit', async () => {
    const store = projects.fresh()
    const { text } = await writeTracesCsv(store, [await run(store, 70_000, 0.025, 'a')])
    let timeMs = 0
    for (const line of text.trimEnd().split('\r\n').slice(1)) {
      if (Number(line.split(',')[0]) !== timeMs) expect(line).toBe(String(timeMs))
      timeMs += 0.025
    }
  })

  it('stops when nobody wants it any more', async () => {
    const store = projects.fresh()
    const probe = await run(store, 10, 0.1, 'a')
    const abort = new AbortController()
    abort.abort()
    await expect(writeTracesCsv(store, [probe], abort.signal)).rejects.toMatchObject({
      code: 'rpc/cancelled',
    })
  })

  it('refuses no traces, and traces that are not there', async () => {
    const store = projects.fresh()
    await expect(writeTracesCsv(store, [])).rejects.toMatchObject({ code: 'traces/nothing-to-export' })
    await expect(writeTracesCsv(store, [99])).rejects.toMatchObject({ code: 'traces/not-found' })
  })
})
