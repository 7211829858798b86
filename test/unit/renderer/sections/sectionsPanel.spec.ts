// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import SectionsPanel from '../../../../src-renderer/features/sections/SectionsPanel.vue'
import { provideHost } from '../../../../src-renderer/host/useHost.ts'
import { texts } from '../../../../src-renderer/i18n/index.ts'
import { useMorphologyStore } from '../../../../src-renderer/stores/morphologyStore.ts'
import { useSelectionStore } from '../../../../src-renderer/stores/selectionStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'

describe('sections panel', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    // jsdom lays nothing out and cannot scroll.
    Element.prototype.scrollTo = () => undefined
  })

  async function open(cell: 'small' | number | undefined) {
    const fake = createFakeHost(cell === undefined ? { cell: 'none' } : { cell })
    provideHost(fake.host)
    if (cell !== undefined) await useMorphologyStore().show('cell-1')
    const wrapper = mount(SectionsPanel, { global: { plugins: [texts] }, attachTo: document.body })
    await flushPromises()
    return wrapper
  }

  it('says what will stand here while there is no cell', async () => {
    expect((await open(undefined)).text()).toContain('No sections yet')
  })

  it('says why the cell could not be shown', async () => {
    const wrapper = await open(undefined)
    await useMorphologyStore().show('gone')
    await flushPromises()
    expect(wrapper.get('[role="alert"]').text()).toContain('There is no cell "gone".')
  })

  it('draws few rows of a cell with many sections', async () => {
    const wrapper = await open(20_000)
    expect(Number(wrapper.get('[role="grid"]').attributes('aria-rowcount'))).toBeGreaterThan(500)
    expect(wrapper.findAll('[role="row"]').length).toBeLessThan(100)
  })

  it('walks through the sections with the arrow keys and selects them', async () => {
    const wrapper = await open('small')
    const grid = wrapper.get('[role="grid"]')
    await grid.trigger('keydown', { key: 'ArrowDown' })
    await grid.trigger('keydown', { key: 'ArrowDown' })
    expect(useSelectionStore().sections).toEqual(['axon[0]'])
    await grid.trigger('keydown', { key: 'End' })
    expect(useSelectionStore().sections).toEqual(['apic[2]'])
  })
})
