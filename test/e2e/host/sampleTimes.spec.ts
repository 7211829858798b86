import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { Medium } from '../../../src-engine/model/medium.ts'
import type { HostApi } from '../../../src-main/contract/index.ts'
import { hillock, scratchFolder } from '../../support/cli.ts'
import { ballAndStick, jobEnd, loaded, useHosts, withCell } from './hosts.ts'

const scratch = scratchFolder('sample-times')

const dispersive: Medium = {
  kind: 'cole-cole',
  sigmaSPerM: 0.3,
  permittivity: 4,
  dispersions: [{ increment: 2e7, tauMs: 1, broadening: 0.2 }],
}

/** Saves the model with a change. */
async function change(api: HostApi, by: (document: ModelDocument) => Partial<ModelDocument>): Promise<void> {
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  const { diagnostics } = await api.models.save({
    document: { ...document, ...by(document) },
    label: 'Change',
  })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
}

/** Every sample of a run's traces, by label. */
async function samplesOf(api: HostApi, run: number) {
  const summary = (await api.runs.list()).find(({ id }) => id === run)
  const all = new Map<string, { readonly t: readonly number[]; readonly values: readonly number[] }>()
  for (const { probe, label, samples } of summary?.probes ?? []) {
    const window = await api.traces.window({ probe, fromMs: -1e9, toMs: 1e9, maxPoints: 100_000 })
    expect([window.samplesPerPoint, window.timesMs.length]).toEqual([1, samples])
    all.set(label, { t: [...window.timesMs], values: [...window.low] })
  }
  return all
}

/** What the command line makes of the project's model: JSON of `--out`. */
async function onCommandLine(api: HostApi, ...options: string[]) {
  const { document } = await api.models.current()
  const model = {
    format: 'hillock-model',
    version: 1,
    document: { ...document, run: { ...document?.run, startFrom: undefined } },
    morphologies: {
      [document?.morphology ?? '']: {
        fileName: 'ball.swc',
        base64: Buffer.from(ballAndStick).toString('base64'),
      },
    },
    mechanisms: [],
  }
  const [file, out] = [join(scratch.path, 'model.json'), join(scratch.path, 'out.json')]
  writeFileSync(file, JSON.stringify(model))
  const { status, stderr } = hillock('simulate', file, '--out', out, '--threads', '2', ...options)
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(readFileSync(out, 'utf8')) as {
    readonly t: readonly number[]
    readonly traces: Readonly<Record<string, readonly number[]>>
    readonly samples?: Readonly<Record<string, { readonly t: readonly number[]; readonly values: readonly number[] }>>
  } // prettier-ignore
}

const everyStep = (document: ModelDocument, step: 'global' | 'local' = 'global') => ({
  run: {
    ...document.run,
    tStopMs: 60,
    method: 'adaptive' as const,
    adaptive: { absoluteTolerance: 1e-4, samples: 'every-step' as const, step },
  },
})

const finish = async (api: HostApi) => {
  const { job, run } = await api.runs.start({})
  const end = await jobEnd(api, job)
  expect([end.state, end.diagnostics]).toEqual(['finished', []])
  return run
}

describe('host sample times', { skip: loaded.machine === undefined }, () => {
  const hosts = useHosts()

  it('keeps variables recorded at times of their own, with the samples of the command line', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const at = { section: 'soma[0]', x: 0.5 }
    await change(api, ({ probes }) => ({
      probes: [
        { id: 'every', at, variable: 'hh.m', everyMs: 0.37 },
        ...probes,
        { id: 'listed', at, variable: 'hh.n', timesMs: [0, 1.234, 1.234, 7, 59.9, 60, 80] },
      ],
    }))
    const expected = await onCommandLine(api)
    const found = await samplesOf(api, await finish(api))
    expect(found.get('soma[0](0.5).hh.m')).toEqual(expected.samples?.every)
    expect(found.get('soma[0](0.5).hh.n')).toEqual(expected.samples?.listed)
    expect(found.get('soma[0](0.5).v')?.values).toEqual(expected.traces.probe1)
    const [run] = await api.runs.list()
    const { text } = await api.traces.exportCsv({ probes: run?.probes.map(({ probe }) => probe) ?? [] })
    const [head, first, second] = text.split('\r\n').map(line => line.split(','))
    expect(head).toEqual(['t (ms)', 'soma[0](0.5).v (mV)', 'dend[0](1).v (mV)', 't (ms)', 'soma[0](0.5).hh.m', 't (ms)', 'soma[0](0.5).hh.n']) // prettier-ignore
    expect([first?.[3], second?.[3], second?.[5]]).toEqual([
      '0',
      String(expected.samples?.every?.t[1]),
      '1.234',
    ])
  })

  it('keeps a sample for each step of any length, with the samples of the command line', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await change(api, everyStep)
    const expected = await onCommandLine(api)
    const found = await samplesOf(api, await finish(api))
    expect(expected.t.length).toBeGreaterThan(100)
    expect(found.get('soma[0](0.5).v')).toEqual({ t: expected.t, values: expected.traces.probe1 })
    expect(found.get('dend[0](1).v')).toEqual({ t: expected.t, values: expected.traces.probe2 })
    const [run] = await api.runs.list()
    const { timesMs } = await api.runs.frames({ run: run?.id ?? -1 })
    expect([timesMs.length > 50, timesMs.at(-1)]).toEqual([true, 60])
    const { text } = await api.traces.exportCsv({ probes: run?.probes.map(({ probe }) => probe) ?? [] })
    expect(text.split('\r\n')[0]).toBe('t (ms),soma[0](0.5).v (mV),dend[0](1).v (mV)')
  })

  it('keeps each step of each cell’s own', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await change(api, document => everyStep(document, 'local'))
    const expected = await onCommandLine(api)
    const found = await samplesOf(api, await finish(api))
    expect(found.get('soma[0](0.5).v')).toEqual(expected.samples?.probe1)
  })

  it('keeps what an electrode sees through a dispersive medium, once the run has ended', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const at = { xUm: 30, yUm: 20, zUm: 0 }
    await change(api, () => ({
      electrodes: [
        { id: 'plain', at, sources: 'line', medium: { kind: 'resistive', sigmaSPerM: 0.3 } },
        { id: 'coloured', at, sources: 'line', medium: dispersive },
      ],
    }))
    const expected = await onCommandLine(api)
    const comes: boolean[] = []
    api.runs.onChange(told => {
      if ('run' in told) comes.push(told.run.probes.at(-1)?.comesAtEnd ?? false)
    })
    const found = [...(await samplesOf(api, await finish(api))).values()].map(({ values }) => values)
    expect(found.slice(2)).toEqual([expected.traces.plain, expected.traces.coloured])
    expect(found[3]).not.toEqual(found[2])
    expect([comes[0], comes.at(-1)]).toEqual([true, false])
  })

  it('makes that trace when the project is opened again, where the program ended before', async () => {
    const host = await hosts.start()
    const { api } = host
    await withCell(api)
    const at = { xUm: 30, yUm: 20, zUm: 0 }
    await change(api, ({ run }) => ({
      electrodes: [{ id: 'coloured', at, sources: 'line', medium: dispersive }],
      run: { ...run, tStopMs: 1e6 },
    }))
    const { run } = await api.runs.start({})
    await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(100), {
      timeout: 15_000,
    })
    const { path } = await api.project.current()
    await host.close()
    const again = await hosts.start({ home: host.home, projectPath: path })
    await vi.waitFor(async () => {
      const probes = (await again.api.runs.list()).find(({ id }) => id === run)?.probes
      expect(probes?.at(-1)).toMatchObject({ comesAtEnd: false, samples: probes?.[0]?.samples })
    }, { timeout: 60_000 }) // prettier-ignore
  }, 90_000)

  it('lets a run in steps of any length go back, and go on with the same samples', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await change(api, document => {
      const { run } = everyStep(document)
      const clamps = document.pointProcesses.map(use => ({
        ...use,
        parameters: { ...use.parameters, dur: 1e9 },
      }))
      return { run: { ...run, tStopMs: 3000 }, pointProcesses: clamps }
    })
    const expected = await samplesOf(api, await finish(api))
    const { job, run } = await api.runs.start({})
    await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(200), { timeout: 15_000, interval: 5 }) // prettier-ignore
    await api.jobs.pause({ id: job })
    const { tMs } = await api.runs.rewind({ run, toMs: 123.4 })
    const trace = expected.get('soma[0](0.5).v')!
    const index = trace.t.findIndex(time => time >= 123.4)
    expect(tMs).toBe(trace.t[index])
    await vi.waitFor(async () => {
      const kept = (await samplesOf(api, run)).get('soma[0](0.5).v')
      expect(kept).toEqual({ t: trace.t.slice(0, index + 1), values: trace.values.slice(0, index + 1) })
    })
    expect((await api.runs.rewind({ run, toMs: 0 })).tMs).toBe(0)
    await api.jobs.resume({ id: job })
    expect((await jobEnd(api, job)).state).toBe('finished')
    expect(await samplesOf(api, run)).toEqual(expected)
  }, 60_000)

  it('begins a run in steps of any length with a condition of another, whose samples go on', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await change(api, everyStep)
    const first = await finish(api)
    const { job } = await api.conditions.save({ run: first, atMs: 20, name: 'later' })
    expect((await jobEnd(api, job ?? '')).state).toBe('finished')
    const [condition] = await api.conditions.list()
    await change(api, ({ run }) => ({ run: { ...run, startFrom: condition?.id } }))
    const second = await finish(api)
    const [whole, rest] = [await samplesOf(api, first), await samplesOf(api, second)]
    const { t, values } = whole.get('soma[0](0.5).v')!
    const from = t.findIndex(time => time >= 20)
    expect(condition?.tMs).toBe(t[from])
    expect(rest.get('soma[0](0.5).v')).toEqual({ t: t.slice(from), values: values.slice(from) })
  })

  it('keeps what came until a run was cancelled', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await change(api, document => ({ run: { ...everyStep(document).run, tStopMs: 1e7 } }))
    const { job, run } = await api.runs.start({})
    await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(100), {
      timeout: 15_000,
    })
    await api.jobs.cancel({ id: job })
    expect((await jobEnd(api, job)).state).toBe('cancelled')
    const [summary] = await api.runs.list()
    const probe = summary?.probes[0]?.probe ?? -1
    const window = await api.traces.window({ probe, fromMs: 0, toMs: 1e9, maxPoints: 1000 })
    expect(window.toMs).toBe(summary?.tMs)
    expect(summary?.id).toBe(run)
  }, 30_000)
})
