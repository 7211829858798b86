// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import RunBar from '../../../../src-renderer/features/run/RunBar.vue'
import RunsPanel from '../../../../src-renderer/features/run/RunsPanel.vue'
import { goBack, keepState, runUnderWay, startRun } from '../../../../src-renderer/features/run/runActions.ts'
import { useConditionsStore } from '../../../../src-renderer/stores/conditionsStore.ts'
import { addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { setStart } from '../../../../src-renderer/stores/runSettingEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => {
  close()
  close = () => undefined
})

async function open(component: typeof RunBar) {
  const fake = createFakeHost({
    model: document =>
      addProbe({ ...document, run: { ...document.run, tStopMs: 100 } }, { section: 'soma[0]', x: 0.5 }),
  })
  const mounted = await mountPanel(component, fake.host)
  const conditions = useConditionsStore()
  const stop = conditions.follow()
  close = () => {
    stop()
    mounted.close()
  }
  return { ...mounted, fake, conditions }
}

const button = ({ wrapper }: Awaited<ReturnType<typeof open>>, name: string) =>
  wrapper.find(`button[aria-label="${name}"]`)

describe('conditions in the window', () => {
  it('keeps the state of a run under a name, and lets runs begin with it', async () => {
    const panel = await open(RunsPanel)
    await startRun()
    panel.fake.advance(1, 100)
    await flushPromises()
    await button(panel, 'Keep this state as a condition').trigger('click')
    const form = panel.wrapper.find('form.keep')
    expect((form.find('input').element as HTMLInputElement).value).toBe('Run 1 at 100 ms')
    await form.find('input').setValue('after the train')
    await form.find('input').trigger('keydown.enter')
    await flushPromises()
    expect(panel.conditions.list).toMatchObject([{ id: 1, name: 'after the train', run: 'Run 1' }])
    expect(panel.wrapper.find('form.keep').exists()).toBe(false)
    expect(panel.wrapper.find('.list-section .list-row').text()).toContain('from Run 1')
    await button(panel, 'Let runs begin with it').trigger('click')
    expect(panel.model.document?.run.startFrom).toBe(1)
    expect(panel.fake.saved.at(-1)?.label).toBe('Start runs from after the train')
    await button(panel, 'Runs begin with it; let them begin with initial values again').trigger('click')
    expect(panel.model.document?.run).not.toHaveProperty('startFrom')
  })

  it('renames a condition in place, and removes it', async () => {
    const panel = await open(RunsPanel)
    await startRun()
    await keepState(1, 'rest', undefined)
    await flushPromises()
    const row = panel.wrapper.find('.list-section .list-row')
    await row.find('button[aria-label="Rename"]').trigger('click')
    await row.find('input').setValue('resting')
    await row.find('input').trigger('keydown.enter')
    await flushPromises()
    expect(panel.conditions.list[0]?.name).toBe('resting')
    await row.find('button[aria-label="Remove"]').trigger('click')
    await flushPromises()
    expect(panel.conditions.list).toEqual([])
  })

  it('changes nothing where the start is what it was', async () => {
    const { model } = await open(RunsPanel)
    const document = model.document!
    expect(setStart(document, undefined)).toBe(document)
    const started = setStart(document, 3)
    expect(setStart(started, 3)).toBe(started)
  })
})

describe('going back in a run', () => {
  it('is offered while a run is under way, pauses it, and cuts it', async () => {
    const bar = await open(RunBar)
    expect(button(bar, 'Go back in this run').exists()).toBe(false)
    await startRun()
    bar.fake.advance(1, 60)
    await flushPromises()
    expect(runUnderWay()?.id).toBe(1)
    await button(bar, 'Go back in this run').trigger('click')
    await flushPromises()
    expect(bar.jobs.active?.state).toBe('paused')
    const slider = document.querySelector<HTMLInputElement>('.rewind input[type="range"]')!
    expect([slider.min, slider.max]).toEqual(['0', '60'])
    slider.value = '20'
    slider.dispatchEvent(new Event('input'))
    await flushPromises()
    document.querySelector('.rewind form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(bar.runs.byId.get(1)?.tMs).toBe(20)
    expect(bar.runs.byId.get(1)?.probes[0]?.samples).toBe(801)
  })

  it('does nothing where no run is under way', async () => {
    await open(RunBar)
    await expect(goBack(5, false)).resolves.toBeUndefined()
  })
})
