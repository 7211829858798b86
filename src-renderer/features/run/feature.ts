import { Activity, Play } from '@lucide/vue'
import type { Feature } from '../../shell/feature.ts'
import { useJobsStore } from '../../stores/jobsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useRunsStore } from '../../stores/runsStore.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { canStart, pauseOrResume, runUnderWay, startRun, stopRun } from './runActions.ts'
import { useRunPreferences } from './runPreferences.ts'
import RunBar from './RunBar.vue'
import RunsPanel from './RunsPanel.vue'

/** Running the model: start, follow, stop, and the list of what has run. */
export const runFeature: Feature = {
  id: 'run',
  title: 'run.title',
  icon: Play,
  panels: [
    {
      id: 'runs',
      title: 'run.panel',
      icon: Activity,
      component: RunsPanel,
      defaultArea: 'left-below',
      order: 20,
    },
  ],
  commands: [
    { id: 'run.start', title: 'run.start', shortcut: ['F5', 'Mod+Enter'], enabled: canStart, run: startRun },
    {
      id: 'run.pause',
      title: 'run.pauseOrResume',
      shortcut: 'Shift+F5',
      enabled: () => useJobsStore().active !== undefined,
      run: pauseOrResume,
    },
    {
      id: 'run.stop',
      title: 'run.stop',
      shortcut: 'Mod+.',
      enabled: () => useJobsStore().active !== undefined,
      run: stopRun,
    },
    {
      id: 'run.rewind',
      title: 'run.command.rewind',
      shortcut: 'Mod+Shift+B',
      enabled: () => runUnderWay() !== undefined,
      run: () => (useRunPreferences().rewinding = true),
    },
    {
      id: 'run.keepState',
      title: 'run.command.keep',
      enabled: () => useRunsStore().newest !== undefined,
      run: () => {
        useLayoutStore().showPanel('runs')
        useRunPreferences().keeping = useRunsStore().newest?.id
      },
    },
  ],
  steps: [
    {
      id: 'run',
      title: 'run.title',
      order: 40,
      state: () => {
        const jobs = useJobsStore()
        if (jobs.active) return 'busy'
        if (!useModelStore().document) return 'waiting'
        if (jobs.last?.state === 'failed') return 'attention'
        return useRunsStore().list.length > 0 ? 'done' : canStart() ? 'ready' : 'waiting'
      },
      run: () => (canStart() ? startRun() : undefined),
    },
  ],
  statusBar: RunBar,
}
