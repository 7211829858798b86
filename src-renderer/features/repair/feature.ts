import { ListChecks } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import RepairPanel from './RepairPanel.vue'
import { useRepairStore } from './repairStore.ts'

const hasCell = (): boolean => useMorphologyStore().view !== undefined

/** The checklist of a cell, and its repair. */
export const repairFeature: Feature = {
  id: 'repair',
  title: 'repair.title',
  icon: ListChecks,
  panels: [
    {
      id: 'repair',
      title: 'repair.title',
      icon: ListChecks,
      component: RepairPanel,
      defaultArea: 'right',
      order: 5,
      openAtStart: false,
    },
  ],
  steps: [
    {
      id: 'repair',
      title: 'repair.title',
      order: 12,
      state: () => {
        const { findings, busy, cell } = useRepairStore()
        if (!hasCell()) return 'waiting'
        if (busy) return 'busy'
        if (!findings || cell !== useMorphologyStore().view?.summary.id) return 'ready'
        return findings.some(({ severity }) => severity !== 'hint') ? 'attention' : 'done'
      },
      note: () => {
        const { findings, cell } = useRepairStore()
        if (!findings || cell !== useMorphologyStore().view?.summary.id) return undefined
        const count = findings.filter(({ severity }) => severity !== 'hint').length
        return count > 0 ? String(count) : undefined
      },
      run: () => useLayoutStore().showPanel('repair'),
    },
  ],
}
