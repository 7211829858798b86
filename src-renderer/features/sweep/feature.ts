import { Grid3x3 } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { canStartSweep, startSweep } from './sweepActions.ts'
import SweepPanel from './SweepPanel.vue'

/** Many sets of parameters: choosing them, following the sweep, and what came of it. */
export const sweepFeature: Feature = {
  id: 'sweep',
  title: 'sweep.title',
  icon: Grid3x3,
  panels: [
    {
      id: 'sweep',
      title: 'sweep.panel',
      icon: Grid3x3,
      component: SweepPanel,
      defaultArea: 'centre',
      order: 20,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'sweep.show',
      title: 'sweep.show',
      enabled: () => useModelStore().document !== undefined,
      run: () => useLayoutStore().showPanel('sweep'),
    },
    {
      id: 'sweep.start',
      title: 'sweep.startCommand',
      enabled: canStartSweep,
      run: async () => {
        useLayoutStore().showPanel('sweep')
        await startSweep(false)
      },
    },
  ],
}
