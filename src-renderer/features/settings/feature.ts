import { Settings } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useSettingsStore } from '../../stores/settingsStore.ts'
import SettingsPanel from './SettingsPanel.vue'

/** The choices of the person at this machine. */
export const settingsFeature: Feature = {
  id: 'settings',
  title: 'settings.title',
  icon: Settings,
  panels: [
    {
      id: 'settings',
      title: 'settings.title',
      icon: Settings,
      component: SettingsPanel,
      defaultArea: 'right',
      order: 90,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'settings.open',
      title: 'settings.command',
      shortcut: 'Mod+,',
      run: () => useLayoutStore().showPanel('settings'),
    },
    { id: 'settings.theme', title: 'settings.toggleTheme', run: () => useSettingsStore().toggleTheme() },
  ],
}
