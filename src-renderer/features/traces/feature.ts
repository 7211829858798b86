import { ChartSpline } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useRunsStore } from '../../stores/runsStore.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import TracesPanel from './TracesPanel.vue'
import { useTracesStore } from './tracesStore.ts'

const hasTraces = (): boolean => useRunsStore().visible.length > 0

/** Traces of the shown runs: zoomed, measured, laid over one another, taken along. */
export const tracesFeature: Feature = {
  id: 'traces',
  title: 'traces.title',
  icon: ChartSpline,
  panels: [
    {
      id: 'traces',
      title: 'traces.title',
      icon: ChartSpline,
      component: TracesPanel,
      defaultArea: 'below',
      order: 1,
    },
  ],
  commands: [
    {
      id: 'traces.measure',
      title: 'traces.measure',
      enabled: hasTraces,
      run: () => (useTracesStore().measuring = !useTracesStore().measuring),
    },
    {
      id: 'traces.boxZoom',
      title: 'traces.boxZoom',
      enabled: hasTraces,
      run: () => (useTracesStore().boxZoom = !useTracesStore().boxZoom),
    },
    { id: 'traces.addPlot', title: 'traces.addPlot', enabled: hasTraces, run: () => useTracesStore().add() },
    {
      id: 'traces.link',
      title: 'traces.link',
      enabled: () => useTracesStore().plots.length > 1,
      run: () => useTracesStore().setLinked(!useTracesStore().linked),
    },
  ],
  steps: [
    {
      id: 'figures',
      title: 'traces.step',
      order: 50,
      state: () => (hasTraces() ? 'ready' : 'waiting'),
      run: () => useLayoutStore().showPanel('traces'),
    },
  ],
}
