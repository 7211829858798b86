import { FileText, TriangleAlert } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import ProblemsBadge from './ProblemsBadge.vue'
import ProblemsPanel from './ProblemsPanel.vue'
import SourcePanel from './SourcePanel.vue'

/** What wants attention, and the lines that are meant. */
export const problemsFeature: Feature = {
  id: 'problems',
  title: 'problems.title',
  icon: TriangleAlert,
  panels: [
    {
      id: 'problems',
      title: 'problems.title',
      icon: TriangleAlert,
      component: ProblemsPanel,
      defaultArea: 'below',
      order: 90,
    },
    {
      id: 'source',
      title: 'source.title',
      icon: FileText,
      component: SourcePanel,
      defaultArea: 'below',
      order: 95,
      openAtStart: false,
    },
  ],
  statusBar: ProblemsBadge,
}
