import { Spline } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { actionCommands, formCommands } from './actions.ts'
import EditPanel from './EditPanel.vue'

/** Changing the cell by hand. */
export const cellEditFeature: Feature = {
  id: 'cellEdit',
  title: 'cellEdit.title',
  icon: Spline,
  panels: [
    {
      id: 'cellEdit',
      title: 'cellEdit.title',
      icon: Spline,
      component: EditPanel,
      defaultArea: 'right',
      order: 5,
      openAtStart: false,
    },
  ],
  commands: [...actionCommands, ...formCommands],
}
