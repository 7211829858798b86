import { Columns2 } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import ComparePanel from './ComparePanel.vue'

/** Two cells side by side. */
export const compareFeature: Feature = {
  id: 'compare',
  title: 'compare.title',
  icon: Columns2,
  panels: [
    {
      id: 'compare',
      title: 'compare.title',
      icon: Columns2,
      component: ComparePanel,
      defaultArea: 'centre',
      order: 2,
      openAtStart: false,
    },
  ],
}
