import { FileSearch } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { chooseFileToLookAt, lookAtShownCell } from './chooseFile.ts'
import ImportPanel from './ImportPanel.vue'

/** Files looked at before they become cells. */
export const importFeature: Feature = {
  id: 'import',
  title: 'import.panel',
  icon: FileSearch,
  panels: [
    {
      id: 'import',
      title: 'import.panel',
      icon: FileSearch,
      component: ImportPanel,
      defaultArea: 'centre',
      order: 1,
      openAtStart: false,
    },
  ],
  commands: [
    { id: 'import.look', title: 'import.command.look', shortcut: 'Mod+Shift+O', run: chooseFileToLookAt },
    {
      id: 'import.again',
      title: 'import.command.again',
      enabled: () => useMorphologyStore().view !== undefined,
      run: lookAtShownCell,
    },
  ],
}
