import { SlidersHorizontal } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import InspectorPanel from './InspectorPanel.vue'

/** What the membrane is made of, region by region. */
export const biophysicsFeature: Feature = {
  id: 'biophysics',
  title: 'biophysics.title',
  icon: SlidersHorizontal,
  panels: [
    {
      id: 'biophysics',
      title: 'biophysics.title',
      icon: SlidersHorizontal,
      component: InspectorPanel,
      defaultArea: 'right',
      order: 1,
    },
  ],
  steps: [
    {
      id: 'biophysics',
      title: 'biophysics.title',
      order: 20,
      state: () => {
        const { document, diagnostics } = useModelStore()
        if (!document) return 'waiting'
        if (
          diagnostics.some(
            ({ severity, subject }) =>
              severity === 'error' && /^(mechanisms|properties|globals|discretisation)\b/.test(subject ?? ''),
          )
        )
          return 'attention'
        return document.mechanisms.length > 0 ? 'done' : 'ready'
      },
      run: () => useLayoutStore().showPanel('biophysics'),
    },
  ],
}
