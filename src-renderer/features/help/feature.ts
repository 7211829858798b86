import { CircleHelp } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import HelpPanel from './HelpPanel.vue'

/** The first steps and the keys. */
export const helpFeature: Feature = {
  id: 'help',
  title: 'help.title',
  icon: CircleHelp,
  panels: [
    {
      id: 'help',
      title: 'help.title',
      icon: CircleHelp,
      component: HelpPanel,
      defaultArea: 'right',
      order: 95,
      openAtStart: false,
    },
  ],
  commands: [
    { id: 'help.open', title: 'help.command', shortcut: 'F1', run: () => useLayoutStore().showPanel('help') },
  ],
}
