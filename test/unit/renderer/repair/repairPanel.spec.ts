// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { HostApi } from '../../../../src-main/contract/index.ts'
import RepairPanel from '../../../../src-renderer/features/repair/RepairPanel.vue'
import { touchedSections } from '../../../../src-renderer/features/repair/touchedSections.ts'
import { useLookStore } from '../../../../src-renderer/stores/lookStore.ts'
import { useSelectionStore } from '../../../../src-renderer/stores/selectionStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeFindings } from '../../../support/fakeHost/repairs.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

describe('repair panel', () => {
  async function mount(change: Partial<HostApi['repairs']> = {}) {
    const fake = createFakeHost()
    const repairs: HostApi['repairs'] = { ...fake.host.repairs, ...change }
    const { wrapper } = await mountPanel(RepairPanel, { ...fake.host, repairs })
    await flushPromises()
    const press = async (text: string) => {
      const button = wrapper.findAll('button').find(one => one.text().includes(text))
      if (!button) throw new Error(`There is no button "${text}".`)
      await button.trigger('click')
      await flushPromises()
    }
    return { wrapper, press, view: fake.view }
  }

  it('lists what was found by rule, with its line and its fixes', async () => {
    const { wrapper } = await mount()
    expect(wrapper.text()).toContain('2 findings')
    expect(wrapper.text()).toContain('Sample 1 of soma[0] lies on the one before.')
    expect(wrapper.text()).toContain('Take out the second')
  })

  it('lights up the place of a finding on the cell', async () => {
    const { press, view } = await mount()
    await press('Sample 1 of soma[0]')
    expect(useSelectionStore().sections).toEqual([view.morphology.sections.name[0]])
    expect(useLookStore().place?.point).toEqual({ x: 0, y: 0, z: 0 })
  })

  it('shows what a fix would do, and makes it only then', async () => {
    const fix = vi.fn<HostApi['repairs']['fix']>(async ({ id }) => ({
      id,
      diagnostics: [],
      dropped: ['probe1'],
    }))
    const { wrapper, press } = await mount({ fix })
    await press('Take out the second')
    expect(fix).not.toHaveBeenCalled()
    const row = wrapper.findAll('.fix-preview tbody tr').find(one => one.text().startsWith('Points'))
    expect(row?.text()).toMatch(/5\s*4/)
    await press('Make the fix')
    expect(fix).toHaveBeenCalledWith(
      expect.objectContaining({
        label: 'Take out the second',
        fix: { kind: 'one', finding: fakeFindings[0], fix: 'delete-duplicates' },
      }),
    )
    expect(wrapper.find('.fix-preview').exists()).toBe(false)
  })

  it('offers all safe fixes at once', async () => {
    const preview = vi.fn<HostApi['repairs']['preview']>(async () => undefined)
    const { wrapper, press } = await mount({ preview })
    await press('Make all safe fixes')
    expect(preview).toHaveBeenCalledWith(
      expect.objectContaining({
        fix: { kind: 'all', fixes: [{ rule: 'zero-length-segment', fix: 'delete-duplicates' }] },
      }),
    )
    expect(wrapper.text()).toContain('This cannot be done here.')
  })

  it('looks again with another threshold, and leaves the usual one out', async () => {
    const findings = vi.fn<HostApi['repairs']['findings']>(async () => fakeFindings)
    const { wrapper } = await mount({ findings })
    await wrapper.get('[aria-label="When this is found"]').trigger('click')
    const field = wrapper.get<HTMLInputElement>('.thresholds input')
    for (const [text, thresholds] of [
      ['2', { 'zero-length-segment': { length: 2 } }],
      ['0', {}],
    ] as const) {
      await field.setValue(text)
      await field.trigger('keydown', { key: 'Enter' })
      await flushPromises()
      expect(findings).toHaveBeenLastCalledWith(expect.objectContaining({ thresholds }))
    }
  })

  it('says why the cell could not be looked through', async () => {
    const { wrapper } = await mount({ findings: () => Promise.reject(new Error('The thread ended.')) })
    expect(wrapper.text()).toContain('The thread ended.')
  })
})

describe('touched sections', () => {
  it('are those that the edits name and that are still there', () => {
    const { view } = createFakeHost()
    const [first = ''] = view.morphology.sections.name
    const edits = [
      { kind: 'retype', section: first, type: 3, scope: 'section' },
      { kind: 'delete-section', section: 'gone[0]' },
    ] as const
    expect([...touchedSections(view.morphology, edits)]).toEqual([0])
  })
})
