import { Zap } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import ProtocolPanel from './ProtocolPanel.vue'

/** What is done to the cell, what is recorded, and for how long. */
export const protocolFeature: Feature = {
  id: 'protocol',
  title: 'protocol.title',
  icon: Zap,
  panels: [
    {
      id: 'protocol',
      title: 'protocol.title',
      icon: Zap,
      component: ProtocolPanel,
      defaultArea: 'right',
      order: 2,
    },
  ],
  steps: [
    {
      id: 'protocol',
      title: 'protocol.title',
      order: 30,
      state: () => {
        const { document, diagnostics } = useModelStore()
        if (!document) return 'waiting'
        const others = /^(mechanisms|properties|globals|discretisation)\b/
        const wrong = diagnostics.filter(
          ({ severity, subject }) => severity === 'error' && subject !== undefined && !others.test(subject),
        )
        if (wrong.length > 0) return 'attention'
        return document.probes.length > 0 ? 'done' : 'ready'
      },
      run: () => useLayoutStore().showPanel('protocol'),
    },
  ],
}
