import { Waypoints } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import MechanismsPanel from './MechanismsPanel.vue'
import { addMechanismFile, chooseMechanismFiles } from './addMechanisms.ts'

/** The library of channels and stimuli, and the project's own .mod files. */
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
  ],
  commands: [{ id: 'mechanisms.add', title: 'mechanisms.add', run: chooseMechanismFiles }],
  files: { extensions: ['.mod'], take: addMechanismFile },
}
