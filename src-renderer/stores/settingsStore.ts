import { usePreferredDark, usePreferredReducedMotion } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Settings } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** The choices of the person at this machine. */
export const useSettingsStore = defineStore('settings', () => {
  const settings = shallowRef<Settings>({
    theme: 'system',
    reduceMotion: false,
    threads: 1,
    rewindMegabytes: 256,
    layout: '',
  })
  const loaded = shallowRef(false)
  const systemDark = usePreferredDark()
  const systemMotion = usePreferredReducedMotion()

  /** The theme that is drawn: `system` resolved. */
  const theme = computed<'light' | 'dark'>(() =>
    settings.value.theme === 'system' ? (systemDark.value ? 'dark' : 'light') : settings.value.theme,
  )
  const reduceMotion = computed(() => settings.value.reduceMotion || systemMotion.value === 'reduce')

  async function load(): Promise<void> {
    settings.value = await useHost().settings.get()
    loaded.value = true
  }

  function follow(): () => void {
    return useHost().settings.onChange(next => {
      settings.value = next
    })
  }

  /** Shows the change at once and stores it. */
  async function set(change: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...change }
    settings.value = await useHost().settings.set(change)
  }

  const toggleTheme = (): Promise<void> => set({ theme: theme.value === 'dark' ? 'light' : 'dark' })

  return { settings, loaded, theme, reduceMotion, load, follow, set, toggleTheme }
})
