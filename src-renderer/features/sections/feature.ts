import { Table2 } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import SectionsPanel from './SectionsPanel.vue'

/** The table of sections. */
export const sectionsFeature: Feature = {
  id: 'sections',
  title: 'sections.title',
  icon: Table2,
  panels: [
    {
      id: 'sections',
      title: 'sections.title',
      icon: Table2,
      component: SectionsPanel,
      defaultArea: 'left-below',
    },
  ],
  commands: [
    {
      id: 'sections.selectAll',
      title: 'sections.command.selectAll',
      enabled: () => useMorphologyStore().view !== undefined,
      run: () =>
        useSelectionStore().selectSections(useMorphologyStore().view?.morphology.sections.name ?? []),
    },
    {
      id: 'sections.selectNone',
      title: 'sections.command.selectNone',
      enabled: () => useSelectionStore().sections.length > 0,
      run: () => useSelectionStore().selectSection(undefined),
    },
  ],
}
