// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import SettingsPanel from '../../../../src-renderer/features/settings/SettingsPanel.vue'
import { useSettingsStore } from '../../../../src-renderer/stores/settingsStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => close())

describe('settings panel', () => {
  it('sets the memory for going back in a run', async () => {
    const { host } = createFakeHost()
    const mounted = await mountPanel(SettingsPanel, host)
    close = mounted.close
    await useSettingsStore().load()
    const set = vi.spyOn(host.settings, 'set')
    const field = mounted.wrapper.find('input[aria-label^="Memory for going back"]')
    await field.setValue('64')
    await field.trigger('change')
    await field.trigger('blur')
    await vi.waitFor(() => expect(set).toHaveBeenCalledWith({ rewindMegabytes: 64 }))
  })
})
