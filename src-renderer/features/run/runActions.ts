import type { RunSummary } from '../../../src-main/contract/index.ts'
import { useHost } from '../../host/useHost.ts'
import { translate } from '../../i18n/index.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useConditionsStore } from '../../stores/conditionsStore.ts'
import { useJobsStore } from '../../stores/jobsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { useRunsStore } from '../../stores/runsStore.ts'
import { useSettingsStore } from '../../stores/settingsStore.ts'
import { useRunPreferences } from './runPreferences.ts'

/** Whether there is a model without errors, and no run under way. */
export function canStart(): boolean {
  const { document, diagnostics } = useModelStore()
  return (
    document !== undefined &&
    !useJobsStore().active &&
    !diagnostics.some(({ severity }) => severity === 'error')
  )
}

/** Runs the model and shows its traces. */
export async function startRun(): Promise<void> {
  if (!canStart()) return
  const { settings } = useSettingsStore()
  const { overlay } = useRunPreferences()
  const run = await useNoticesStore().attempt(
    () => useRunsStore().start({ threads: settings.threads, overlay }),
    'run.couldNotStart',
  )
  if (run !== undefined) useLayoutStore().showPanel('traces')
}

/** Pauses the run under way, or lets it go on. */
export async function pauseOrResume(): Promise<void> {
  const jobs = useJobsStore()
  const job = jobs.active
  if (!job) return
  await useNoticesStore().attempt(
    () => (job.state === 'paused' ? jobs.resume(job.id) : jobs.pause(job.id)),
    'run.couldNotPause',
  )
}

/** Stops the run under way; what it has recorded is kept. */
export async function stopRun(): Promise<void> {
  const jobs = useJobsStore()
  const job = jobs.active
  if (job) await useNoticesStore().attempt(() => jobs.cancel(job.id), 'run.couldNotStop')
}

/** Makes the model of an earlier run the project's model again, as an edit that can be undone. */
export async function restoreModel(run: number, label: string): Promise<void> {
  const model = await useNoticesStore().attempt(() => useHost().runs.model({ run }), 'run.couldNotRestore')
  if (model) useModelStore().edit(translate('run.edit.restore', { label }), () => model)
}

/** Keeps the state of a run as a condition: at a time, or where it stands. */
export async function keepState(run: number, name: string, atMs: number | undefined): Promise<void> {
  const kept = await useNoticesStore().attempt(
    () => useConditionsStore().save(run, name, atMs),
    'condition.couldNotKeep',
  )
  if (kept) useRunPreferences().keeping = undefined
}

/** The run whose job is under way, which can go back. */
export function runUnderWay(): RunSummary | undefined {
  const job = useJobsStore().active
  const run = job?.kind === 'run' && job.run !== undefined ? useRunsStore().byId.get(job.run) : undefined
  return run && job?.state !== 'queued' ? run : undefined
}

/** Lets the run under way go back; it stays paused there. */
export async function goBack(toMs: number, withModel: boolean): Promise<void> {
  const run = runUnderWay()
  if (run)
    await useNoticesStore().attempt(() => useRunsStore().rewind(run.id, toMs, withModel), 'rewind.couldNot')
}
