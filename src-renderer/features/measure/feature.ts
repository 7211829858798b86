import { Ruler } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import MeasurePanel from './MeasurePanel.vue'
import { useMeasureStore, type MeasureTab } from './measureStore.ts'

function show(tab: MeasureTab): void {
  useMeasureStore().tab = tab
  useLayoutStore().showPanel('measure')
}
const hasCell = (): boolean => useMorphologyStore().view !== undefined

/** The shape of cells in numbers. */
export const measureFeature: Feature = {
  id: 'measure',
  title: 'measure.title',
  icon: Ruler,
  panels: [
    {
      id: 'measure',
      title: 'measure.title',
      icon: Ruler,
      component: MeasurePanel,
      defaultArea: 'below',
      order: 7,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'measure.features',
      title: 'measure.command.features',
      enabled: hasCell,
      run: () => show('features'),
    },
    { id: 'measure.sholl', title: 'measure.command.sholl', enabled: hasCell, run: () => show('sholl') },
    {
      id: 'measure.branching',
      title: 'measure.command.branching',
      enabled: hasCell,
      run: () => show('branching'),
    },
    {
      id: 'measure.dendrogram',
      title: 'measure.command.dendrogram',
      enabled: hasCell,
      run: () => show('dendrogram'),
    },
    {
      id: 'measure.electrotonic',
      title: 'measure.command.electrotonic',
      enabled: hasCell,
      run: () => show('electrotonic'),
    },
    { id: 'measure.groups', title: 'measure.command.groups', enabled: hasCell, run: () => show('groups') },
  ],
}
