import type { SweepId } from '../../../src-main/contract/index.ts'
import { useJobsStore } from '../../stores/jobsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { useSettingsStore } from '../../stores/settingsStore.ts'
import { useSweepsStore } from '../../stores/sweepsStore.ts'

/** Whether there is something to vary in a model without errors, and nothing under way. */
export function canStartSweep(): boolean {
  const { document, diagnostics, unsaved } = useModelStore()
  return (
    (document?.sweep?.parameters.length ?? 0) > 0 &&
    unsaved === 0 &&
    !useJobsStore().active &&
    !diagnostics.some(({ severity }) => severity === 'error')
  )
}

/** Starts the model's sweep. @returns its id */
export async function startSweep(keepTraces: boolean): Promise<SweepId | undefined> {
  if (!canStartSweep()) return undefined
  const { threads } = useSettingsStore().settings
  const started = await useNoticesStore().attempt(
    () => useSweepsStore().start(keepTraces, threads),
    'sweep.couldNotStart',
  )
  return started?.sweep
}
