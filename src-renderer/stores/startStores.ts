import { watch } from 'vue'
import { useApplicationStore } from './applicationStore.ts'
import { useConditionsStore } from './conditionsStore.ts'
import { useConnectionStore } from './connectionStore.ts'
import { useJobsStore } from './jobsStore.ts'
import { useMechanismsStore } from './mechanismsStore.ts'
import { useMechanismTextsStore } from './mechanismTextsStore.ts'
import { useModelStore } from './modelStore.ts'
import { useMorphologyStore } from './morphologyStore.ts'
import { useNoticesStore } from './noticesStore.ts'
import { useProjectStore } from './projectStore.ts'
import { useRunsStore } from './runsStore.ts'
import { useSelectionStore } from './selectionStore.ts'
import { useSettingsStore } from './settingsStore.ts'
import { useSweepsStore } from './sweepsStore.ts'

/**
 * Fills the stores, keeps them following the host, and fills them again after each reconnection. Here, and only
 * here, one store's news moves another. Returns the function that ends it.
 */
export function startStores(): () => void {
  const connection = useConnectionStore()
  const notices = useNoticesStore()
  const model = useModelStore()
  const morphology = useMorphologyStore()
  const selection = useSelectionStore()
  const project = useProjectStore()
  const runs = useRunsStore()
  const jobs = useJobsStore()
  const mechanisms = useMechanismsStore()
  const texts = useMechanismTextsStore()
  const kept = [useConditionsStore(), useSweepsStore()]
  const followers = [project, morphology, model, mechanisms, runs, jobs, ...kept, useSettingsStore()]
  const stops = followers.map(store => store.follow())

  /** The texts that are open belong to a project that is not open any more. */
  let otherProject = false

  async function loadAll(): Promise<void> {
    const loaders = [...followers, useApplicationStore()]
    await Promise.all(loaders.map(store => notices.attempt(() => store.load(), 'connection.couldNotLoad')))
    texts.restore(mechanisms.drafts, mechanisms.list, otherProject)
    otherProject = false
    await morphology.show(model.document?.morphology, true)
  }

  /** Another state of the same cell keeps what is selected, as far as it is still there. */
  async function showCell(id: string | undefined, isAnother: boolean): Promise<void> {
    const name = morphology.view?.summary.name
    if (isAnother && (id === undefined || name === undefined)) selection.clear()
    await morphology.show(id)
    const view = morphology.view
    if (!isAnother || !view || view.summary.id !== id) return
    if (view.summary.name === name) selection.keepOnly(section => morphology.indexOfSection.has(section))
    else selection.clear()
  }

  stops.push(
    watch(
      () => connection.connections,
      () => void loadAll(),
    ),
    watch(
      () => model.document?.morphology,
      (id, before) => void showCell(id, id !== before),
    ),
    watch(
      () => project.summary?.path,
      (path, before) => {
        if (before === undefined || path === before) return
        // Another project: everything that the window knew belongs to the old one.
        runs.visible = []
        otherProject = true
        void loadAll()
      },
    ),
    watch(
      () => mechanisms.list,
      list => texts.follow(list),
    ),
    watch(
      () => model.fault,
      fault => {
        if (fault)
          notices.add({
            kind: 'error',
            title: 'model.couldNotSave',
            message: fault.message,
            code: fault.code,
          })
      },
    ),
  )
  return () => stops.forEach(stop => stop())
}
