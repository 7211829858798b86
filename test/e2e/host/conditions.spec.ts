import { describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../src-engine/index.ts'
import type { HostApi } from '../../../src-main/contract/index.ts'
import { jobEnd, loaded, setRun, useHosts, withCell } from './hosts.ts'

async function change(
  api: HostApi,
  edit: (document: ModelDocument) => ModelDocument,
): Promise<readonly string[]> {
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  const { diagnostics } = await api.models.save({ document: edit(document), label: 'Change' })
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
}

const startFrom = (condition: number | undefined) => (document: ModelDocument) => ({
  ...document,
  run: { ...document.run, startFrom: condition },
})

/** Runs the model to its end; every sample of its first probe, by time. */
async function trace(api: HostApi) {
  const { job, run } = await api.runs.start({})
  const ended = await jobEnd(api, job)
  expect(ended.state).toBe('finished')
  return { run, ...(await traceOf(api, run)) }
}

async function traceOf(api: HostApi, run: number) {
  const probe = (await api.runs.list()).find(({ id }) => id === run)?.probes[0]?.probe ?? -1
  const { fromMs, toMs, high, timesMs } = await api.traces.window({
    probe,
    fromMs: 0,
    toMs: 1e9,
    maxPoints: 100_000,
  })
  return { fromMs, toMs, values: [...high], timesMs: [...timesMs] }
}

describe('host conditions', { skip: loaded.machine === undefined }, () => {
  const hosts = useHosts()

  it('lets a run begin with the end of another, with the bits of one that was never interrupted', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setRun(api, { tStopMs: 40 })
    const whole = await trace(api)
    await setRun(api, { tStopMs: 15 })
    const first = await trace(api)
    const { condition, job } = await api.conditions.save({ run: first.run, name: 'on the way' })
    expect(job).toBeUndefined()
    expect(await api.conditions.list()).toMatchObject([
      { id: condition, name: 'on the way', run: 'Run 2', misfit: undefined, tMs: expect.closeTo(15, 9) },
    ])
    await setRun(api, { tStopMs: 40 })
    await change(api, startFrom(condition))
    const rest = await trace(api)
    expect([rest.fromMs, rest.values.length]).toEqual([expect.closeTo(15, 9), 1001])
    expect(rest.values).toEqual(whole.values.slice(600))
    expect(rest.timesMs.at(-1)).toBeCloseTo(40, 9)
    const summary = (await api.runs.list()).find(({ id }) => id === rest.run)
    expect(summary).toMatchObject({ startMs: expect.closeTo(15, 9), tMs: expect.closeTo(40, 9) })
    const { text } = await api.traces.exportCsv({ probes: [summary?.probes[0]?.probe ?? -1] })
    expect(Number(text.split('\r\n')[1]?.split(',')[0])).toBeCloseTo(15, 9)
  })

  it('computes the state of an earlier time anew, also in a project that was closed since', async () => {
    const host = await hosts.start()
    await withCell(host.api)
    await setRun(host.api, { tStopMs: 40 })
    const whole = await trace(host.api)
    const { path } = await host.api.project.current()
    await host.close()
    const { api } = await hosts.start({ home: host.home, projectPath: path })
    const { condition, job } = await api.conditions.save({ run: whole.run, atMs: 25, name: 'at 25' })
    expect(condition).toBeUndefined()
    expect(await jobEnd(api, job ?? '')).toMatchObject({ kind: 'state', state: 'finished', run: whole.run })
    const [made] = await api.conditions.list()
    expect(made).toMatchObject({ name: 'at 25', tMs: expect.closeTo(25, 9) })
    await change(api, startFrom(made?.id))
    const rest = await trace(api)
    expect(rest.values).toEqual(whole.values.slice(1000))
    await expect(api.conditions.save({ run: whole.run, atMs: 41, name: 'x' })).rejects.toMatchObject({
      code: 'conditions/no-such-time',
    })
    // A condition can be taken from a run that began with one.
    const later = await api.conditions.save({ run: rest.run, atMs: 30, name: 'at 30' })
    expect((await jobEnd(api, later.job ?? '')).state).toBe('finished')
    expect((await api.conditions.list()).map(({ name }) => name)).toEqual(['at 25', 'at 30'])
  })

  it('keeps, renames and removes as edits that can be undone, across a restart', async () => {
    const host = await hosts.start()
    const { api } = host
    await withCell(api)
    await setRun(api, { tStopMs: 5 })
    const { run } = await trace(api)
    const { condition = 0 } = await api.conditions.save({ run, name: 'rest' })
    expect((await api.project.current()).undo).toBe('Keep condition rest')
    await api.conditions.rename({ condition, name: 'resting' })
    const told: number[] = []
    api.conditions.onChange(list => told.push(list.length))
    await api.conditions.remove({ condition })
    expect(await api.conditions.list()).toEqual([])
    expect(told).toEqual([0])
    const { path } = await api.project.current()
    await host.close()
    const again = await hosts.start({ home: host.home, projectPath: path })
    await again.api.project.undo()
    expect((await again.api.conditions.list()).map(({ name }) => name)).toEqual(['resting'])
    await again.api.project.undo()
    expect((await again.api.conditions.list()).map(({ name }) => name)).toEqual(['rest'])
    await setRun(again.api, { tStopMs: 10 })
    await change(again.api, startFrom(condition))
    expect((await trace(again.api)).values).toHaveLength(201)
    expect((await again.api.conditions.model({ condition })).run.tStopMs).toBe(5)
  })

  it('says in the model what keeps its run from beginning, and does not start it', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setRun(api, { tStopMs: 5 })
    const { run } = await trace(api)
    const { condition = 0 } = await api.conditions.save({ run, name: 'rest' })
    expect(await change(api, startFrom(condition))).toEqual(['model/start-behind-end'])
    await setRun(api, { tStopMs: 10 })
    expect((await api.models.current()).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    )
    const wrong = await change(api, document => ({
      ...document,
      mechanisms: [...document.mechanisms, { id: 'x', mechanism: 'ih', region: 'soma', parameters: {} }],
    }))
    expect(wrong).toEqual(['model/start-does-not-fit'])
    const [listed] = await api.conditions.list()
    expect(listed?.misfit).toBe(
      'The condition “rest” does not fit the model as it is now: "ih" has been inserted.',
    )
    await expect(api.runs.start({})).rejects.toMatchObject({ code: 'runs/model-not-ready' })
    await api.project.undo()
    await api.conditions.remove({ condition })
    expect((await api.models.current()).diagnostics).toMatchObject([{ code: 'model/start-gone' }])
    await expect(api.runs.start({})).rejects.toMatchObject({ code: 'runs/model-not-ready' })
    expect(await change(api, startFrom(undefined))).toEqual([])
  })

  it('takes other values of parameters, and what else is recorded', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setRun(api, { tStopMs: 5 })
    const { run } = await trace(api)
    const { condition } = await api.conditions.save({ run, name: 'rest' })
    await setRun(api, { tStopMs: 30 })
    const wrong = await change(api, document =>
      startFrom(condition)({
        ...document,
        pointProcesses: document.pointProcesses.map(use => ({
          ...use,
          parameters: { ...use.parameters, amp: -0.3 },
        })),
        probes: [
          ...document.probes,
          { id: 'ina', at: { section: 'soma[0]', x: 0.5 }, variable: 'ina' },
          { id: 'm', at: { section: 'soma[0]', x: 0.5 }, variable: 'hh.m' },
        ],
      }),
    )
    expect(wrong).toEqual([])
    const { values } = await trace(api)
    expect(Math.max(...values.slice(100))).toBeLessThan(-60)
  })
})
