// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HostApi } from '../../../../src-main/contract/index.ts'
import { RpcError } from '../../../../src-main/rpc/errors.ts'
import ReducePanel from '../../../../src-renderer/features/reduce/ReducePanel.vue'
import { useReduceStore } from '../../../../src-renderer/features/reduce/reduceStore.ts'
import { useSelectionStore } from '../../../../src-renderer/stores/selectionStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

describe('reduce panel', () => {
  let close = () => {}
  afterEach(() => {
    close()
    close = () => {}
    vi.useRealTimers()
  })

  async function open(
    change: (reductions: HostApi['reductions']) => Partial<HostApi['reductions']> = () => ({}),
  ) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { host } = createFakeHost()
    const mounted = await mountPanel(ReducePanel, {
      ...host,
      reductions: { ...host.reductions, ...change(host.reductions) },
    })
    close = mounted.close
    const settle = async () => {
      for (let turn = 0; turn < 3; turn++) {
        await vi.advanceTimersByTimeAsync(1000)
        await flushPromises()
      }
    }
    await settle()
    return { ...mounted, settle }
  }

  it('goes where it is recommended, and shows errors, tolerances and the form', async () => {
    const { wrapper } = await open()
    expect(useReduceStore().settings.collapse).toEqual({ clusters: 2 })
    const text = wrapper.text()
    expect(text).toContain('Recommended: Cylinders 2')
    expect(text).toContain('Input resistance')
    expect(text).toContain('−10 %')
    expect(text).toContain('This is a remark.')
    expect(wrapper.find('input[type="range"]').attributes('aria-valuetext')).toContain('20 compartments')
  })

  it('goes further by the slider, and stays there', async () => {
    const asked: unknown[] = []
    const { wrapper, settle } = await open(reductions => ({
      preview: question => {
        asked.push(question.settings)
        return reductions.preview(question)
      },
    }))
    await wrapper.find('input[type="range"]').setValue(2)
    await settle()
    expect(useReduceStore().settings.collapse).toEqual({ clusters: 1 })
    expect(asked.at(-1)).toEqual({ clusters: 1 })
  })

  it('makes a group of what is selected in place of a number of cylinders', async () => {
    const { wrapper, settle } = await open()
    useSelectionStore().selectSections(['dend[0]'])
    await wrapper.find('select[aria-label="Divided by"]').setValue('groups')
    await wrapper.find('.groups .add').trigger('click')
    await settle()
    expect(useReduceStore().settings.collapse).toEqual({ groups: ['group 1=dend[0]'] })
  })

  it('puts the model on the reduced cell', async () => {
    const used: unknown[] = []
    const { wrapper, settle } = await open(reductions => ({
      use: question => {
        used.push(question)
        return reductions.use(question)
      },
    }))
    const button = wrapper.findAll('button').find(one => one.text() === 'Use this reduction')
    await button?.trigger('click')
    await settle()
    expect(used).toMatchObject([{ method: 'collapse', title: 'ball-and-sticks.swc (collapse)' }])
    expect(wrapper.text()).toContain('2 point processes went along')
  })

  it('says why a cell cannot be reduced, and stops trying when asked', async () => {
    const { wrapper, settle } = await open(() => ({
      preview: () =>
        Promise.reject(Object.assign(new Error('No such cell.'), { code: 'reductions/other-cell' })),
      recommend: (_, options) =>
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener('abort', () => reject(new RpcError('rpc/cancelled', 'stopped'))),
        ),
    }))
    expect(wrapper.text()).toContain('No such cell.')
    expect(useReduceStore().sweep.running).toBe(true)
    await wrapper.find('button[aria-label="Stop trying"]').trigger('click')
    await settle()
    expect(useReduceStore().sweep).toMatchObject({ running: false, fault: undefined })
  })
})
