import { Shrink } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import ReducePanel from './ReducePanel.vue'
import { useReduceStore } from './reduceStore.ts'

/** A smaller cell in place of the model's one, and by how much it is off. */
export const reduceFeature: Feature = {
  id: 'reduce',
  title: 'reduce.title',
  icon: Shrink,
  panels: [
    {
      id: 'reduce',
      title: 'reduce.title',
      icon: Shrink,
      component: ReducePanel,
      defaultArea: 'centre',
      order: 3,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'reduce.show',
      title: 'reduce.show',
      enabled: () => useModelStore().document !== undefined,
      run: () => useLayoutStore().showPanel('reduce'),
    },
  ],
  steps: [
    {
      id: 'reduce',
      title: 'reduce.title',
      order: 15,
      state: () => {
        const { document } = useModelStore()
        if (!document) return 'waiting'
        return useReduceStore().used?.id === document.morphology ? 'done' : 'ready'
      },
      run: () => useLayoutStore().showPanel('reduce'),
    },
  ],
}
