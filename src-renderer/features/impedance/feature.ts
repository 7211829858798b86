import { AudioWaveform } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import ImpedancePanel from './ImpedancePanel.vue'

/** How the cell answers to small currents, over frequency. */
export const impedanceFeature: Feature = {
  id: 'impedance',
  title: 'impedance.title',
  icon: AudioWaveform,
  panels: [
    {
      id: 'impedance',
      title: 'impedance.title',
      icon: AudioWaveform,
      component: ImpedancePanel,
      defaultArea: 'below',
      order: 8,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'impedance.show',
      title: 'impedance.show',
      enabled: () => useModelStore().document !== undefined,
      run: () => useLayoutStore().showPanel('impedance'),
    },
  ],
}
