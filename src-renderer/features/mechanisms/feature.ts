import { FileCode, Waypoints } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useMechanismTextsStore } from '../../stores/mechanismTextsStore.ts'
import { addMechanismFile, chooseMechanismFiles } from './addMechanisms.ts'
import EditorPanel from './editor/EditorPanel.vue'
import { saveText } from './editor/saveText.ts'
import MechanismsPanel from './MechanismsPanel.vue'
import { newText, watchFolder } from './textActions.ts'

/** The library of channels and stimuli, the project's own .mod files, and their texts. */
export const mechanismsFeature: Feature = {
  id: 'mechanisms',
  title: 'mechanisms.title',
  icon: Waypoints,
  panels: [
    {
      id: 'mechanisms',
      title: 'mechanisms.title',
      icon: Waypoints,
      component: MechanismsPanel,
      defaultArea: 'right',
      order: 3,
    },
    {
      id: 'mechanismText',
      title: 'mechanisms.editor.title',
      icon: FileCode,
      component: EditorPanel,
      defaultArea: 'centre',
      order: 20,
      openAtStart: false,
    },
  ],
  commands: [
    { id: 'mechanisms.add', title: 'mechanisms.add', run: chooseMechanismFiles },
    { id: 'mechanisms.new', title: 'mechanisms.new', run: newText },
    { id: 'mechanisms.watch', title: 'mechanisms.watch', run: watchFolder },
    {
      id: 'mechanisms.save',
      title: 'mechanisms.editor.saveCommand',
      enabled: () => useMechanismTextsStore().current !== undefined,
      run: saveText,
    },
  ],
  files: { extensions: ['.mod'], take: addMechanismFile },
}
