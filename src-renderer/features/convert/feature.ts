import { FileOutput, Files } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import BatchPanel from './BatchPanel.vue'
import { chooseFileToConvert, showConversion } from './chooseFile.ts'
import ConvertPanel from './ConvertPanel.vue'

/** Cells in other formats, one to look at and many at once. */
export const convertFeature: Feature = {
  id: 'convert',
  title: 'convert.panel',
  icon: FileOutput,
  panels: [
    {
      id: 'convert',
      title: 'convert.panel',
      icon: FileOutput,
      component: ConvertPanel,
      defaultArea: 'centre',
      order: 4,
      openAtStart: false,
    },
    {
      id: 'convertMany',
      title: 'convert.many.panel',
      icon: Files,
      component: BatchPanel,
      defaultArea: 'centre',
      order: 5,
      openAtStart: false,
    },
  ],
  commands: [
    {
      id: 'convert.cell',
      title: 'convert.command.cell',
      enabled: () => useMorphologyStore().view !== undefined,
      run: showConversion,
    },
    { id: 'convert.file', title: 'convert.command.file', run: chooseFileToConvert },
    {
      id: 'convert.many',
      title: 'convert.command.many',
      run: () => useLayoutStore().showPanel('convertMany'),
    },
  ],
}
