import { History } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useProjectStore } from '../../stores/projectStore.ts'
import HistoryPanel from './HistoryPanel.vue'

/** Going back and forth through every edit. */
export const historyFeature: Feature = {
  id: 'history',
  title: 'history.title',
  icon: History,
  panels: [
    {
      id: 'history',
      title: 'history.title',
      icon: History,
      component: HistoryPanel,
      defaultArea: 'left',
      order: 20,
    },
  ],
  commands: [
    {
      id: 'history.undo',
      title: 'history.command.undo',
      shortcut: 'Mod+Z',
      enabled: () => useProjectStore().canUndo,
      run: () => useProjectStore().undo(),
    },
    {
      id: 'history.redo',
      title: 'history.command.redo',
      shortcut: ['Mod+Shift+Z', 'Mod+Y'],
      enabled: () => useProjectStore().canRedo,
      run: () => useProjectStore().redo(),
    },
  ],
}
