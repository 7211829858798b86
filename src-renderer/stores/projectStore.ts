import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { HistoryEntry, ProjectSummary } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** A project that can be opened from the list. */
export interface RecentProject {
  readonly name: string
  readonly path: string
  readonly openedAt: string
}

/** How many edits the history panel asks for. */
const historyLimit = 1000

/** The open project: its name, what can be undone, and its history. */
export const useProjectStore = defineStore('project', () => {
  const summary = shallowRef<ProjectSummary>()
  const history = shallowRef<readonly HistoryEntry[]>([])
  const recent = shallowRef<readonly RecentProject[]>([])

  const canUndo = computed(() => summary.value?.undo !== undefined)
  const canRedo = computed(() => summary.value?.redo !== undefined)

  async function refreshHistory(): Promise<void> {
    history.value = await useHost().project.history({ limit: historyLimit })
  }

  async function refreshRecent(): Promise<void> {
    recent.value = await useHost().project.recent()
  }

  function accept(next: ProjectSummary): void {
    summary.value = next
  }

  async function load(): Promise<void> {
    accept(await useHost().project.current())
    await Promise.all([refreshHistory(), refreshRecent()])
  }

  /** Follows the host until the returned function is called. */
  function follow(): () => void {
    return useHost().project.onChange(next => {
      accept(next)
      void refreshHistory()
    })
  }

  /** Runs one of the project's own acts and takes over the state that it gives. */
  async function act(action: () => Promise<ProjectSummary>): Promise<void> {
    accept(await action())
    await refreshHistory()
  }

  const undo = (): Promise<void> => act(() => useHost().project.undo())
  const redo = (): Promise<void> => act(() => useHost().project.redo())
  const goTo = (id: number): Promise<void> => act(() => useHost().project.goTo({ id }))

  async function open(path?: string): Promise<void> {
    await act(() => useHost().project.open({ path }))
    await refreshRecent()
  }

  async function create(path?: string): Promise<void> {
    await act(() => useHost().project.create({ path }))
    await refreshRecent()
  }

  return {
    summary,
    history,
    recent,
    canUndo,
    canRedo,
    load,
    follow,
    refreshRecent,
    undo,
    redo,
    goTo,
    open,
    create,
  }
})
