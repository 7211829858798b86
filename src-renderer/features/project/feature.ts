import { Folder } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { createProject, openProject } from './projectDialog.ts'
import ProjectMenu from './ProjectMenu.vue'
import ProjectPanel from './ProjectPanel.vue'

/** The project file and what it holds. */
export const projectFeature: Feature = {
  id: 'project',
  title: 'project.title',
  icon: Folder,
  panels: [
    {
      id: 'project',
      title: 'project.title',
      icon: Folder,
      component: ProjectPanel,
      defaultArea: 'left',
      order: 10,
    },
  ],
  titleBar: ProjectMenu,
  commands: [
    { id: 'project.create', title: 'project.create', run: createProject },
    { id: 'project.open', title: 'project.open', shortcut: 'Mod+Shift+O', run: openProject },
  ],
}
