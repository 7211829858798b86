// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Job, RunSummary } from '../../../../src-main/contract/index.ts'
import RunBar from '../../../../src-renderer/features/run/RunBar.vue'
import RunsPanel from '../../../../src-renderer/features/run/RunsPanel.vue'
import { startRun } from '../../../../src-renderer/features/run/runActions.ts'
import { useRunPreferences } from '../../../../src-renderer/features/run/runPreferences.ts'
import { runProgress } from '../../../../src-renderer/features/run/runProgress.ts'
import { addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const job: Job = { id: 'job-1', kind: 'run', title: 'Run 1', state: 'running', progress: { done: 412.6, total: 1000, unit: 'ms' }, secondsLeft: 2, startedAt: '', diagnostics: [], run: 1 } // prettier-ignore
const run: RunSummary = { id: 1, label: 'Run 1', state: 'running', startedAt: '', startMs: 0, tMs: 412.6, tStopMs: 1000, dtMs: 0.025, compartments: 3, seconds: 0.01086, engine: '', changesMs: [], probes: [] } // prettier-ignore
let close = (): void => undefined
afterEach(() => close())

async function open(component: typeof RunBar) {
  const fake = createFakeHost({
    model: document =>
      addProbe({ ...document, run: { ...document.run, tStopMs: 100 } }, { section: 'soma[0]', x: 0.5 }),
  })
  const mounted = await mountPanel(component, fake.host)
  close = mounted.close
  return { ...mounted, fake }
}

describe('run progress', () => {
  it('counts what the user knows', () => {
    expect(runProgress(job, run)).toEqual({
      share: 0.4126,
      done: { done: '412', total: '1000' },
      timesRealTime: '38',
      left: '2.0 s',
    })
  })

  it('leaves out what is not known yet', () => {
    expect(
      runProgress({ ...job, progress: { done: 0, total: 5, unit: 'ms' }, secondsLeft: undefined }, undefined),
    ).toEqual({
      share: 0,
      done: { done: '0.0', total: '5.0' },
      timesRealTime: undefined,
      left: undefined,
    })
  })
})

describe('run bar', () => {
  it('starts, pauses, continues and stops', async () => {
    const { wrapper, fake, jobs } = await open(RunBar)
    await wrapper.find('[aria-label=Run].icon-button').trigger('click')
    await flushPromises()
    fake.advance(1, 41)
    await flushPromises()
    expect(wrapper.find('[role=progressbar]').attributes('aria-valuenow')).toBe('41')
    expect(wrapper.text()).toContain('41 of 100 ms')
    await wrapper.find('[aria-label=Pause]').trigger('click')
    await flushPromises()
    expect(jobs.active?.state).toBe('paused')
    expect(wrapper.text()).toContain('paused')
    await wrapper.find('[aria-label=Continue]').trigger('click')
    await flushPromises()
    expect(jobs.active?.state).toBe('running')
    await wrapper.find('[aria-label=Stop]').trigger('click')
    await flushPromises()
    expect(jobs.active).toBeUndefined()
    expect(wrapper.text()).toContain('Run 1 was stopped')
  })

  it('sets the end of the run as an edit', async () => {
    const { wrapper, fake } = await open(RunBar)
    const field = wrapper.find('input[aria-label="End of the run"]')
    await field.setValue('250')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(fake.saved.at(-1)?.document.run.tStopMs).toBe(250)
  })

  it('says when there is no engine, and what to install', async () => {
    const { host } = createFakeHost({})
    const info = async () => ({
      ...(await host.application.info()),
      engine: undefined,
      engineProblem: 'Install a C++ compiler.',
    })
    const mounted = await mountPanel(RunBar, { ...host, application: { info } })
    close = mounted.close
    expect(mounted.wrapper.find('.engine').text()).toBe('No engine')
    expect(mounted.wrapper.find('.engine').attributes('title')).toBe('Install a C++ compiler.')
  })
})

describe('runs panel', () => {
  it('says what to do first', async () => {
    const { wrapper } = await open(RunsPanel)
    expect(wrapper.text()).toContain('No runs yet')
  })

  it('shows and hides, renames and removes', async () => {
    const { wrapper, fake, runs } = await open(RunsPanel)
    await startRun()
    fake.advance(1, 1000)
    await flushPromises()
    expect(runs.visible).toEqual([1])
    await wrapper.find('[aria-label="Hide Run 1"]').trigger('click')
    expect(runs.visible).toEqual([])
    await wrapper.find('[aria-label=Rename]').trigger('click')
    await flushPromises()
    await wrapper.find('input[type=text]').setValue('Control')
    await wrapper.find('input[type=text]').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(wrapper.text()).toContain('Control')
    await wrapper.find('[aria-label=Remove]').trigger('click')
    await flushPromises()
    expect(runs.list).toEqual([])
  })

  it('keeps earlier runs in sight only when asked to', async () => {
    const { fake, runs } = await open(RunsPanel)
    await startRun()
    fake.advance(1, 1000)
    await startRun()
    fake.advance(2, 1000)
    expect(runs.visible).toEqual([2])
    useRunPreferences().overlay = true
    await startRun()
    expect(runs.visible).toEqual([2, 3])
  })

  it('restores the model of a run as an edit', async () => {
    const { wrapper, fake, model } = await open(RunsPanel)
    await startRun()
    fake.advance(1, 1000)
    model.edit('Remove all probes', document => ({ ...document, probes: [] }))
    await flushPromises()
    await wrapper.find('[aria-label="Restore its model"]').trigger('click')
    await flushPromises()
    expect(fake.saved.at(-1)?.label).toBe('Restore the model of Run 1')
    expect(model.document?.probes).toHaveLength(1)
  })
})
