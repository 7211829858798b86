import type { DockviewApi } from 'dockview-vue'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Which panels are open and where. The docking library holds the layout; this store is how features ask for panels. */
export const useLayoutStore = defineStore('layout', () => {
  const api = shallowRef<DockviewApi>()
  /** Ids of the open panels, so that commands can say "show" or "hide". */
  const open = shallowRef<readonly string[]>([])
  const active = shallowRef<string>()
  let reopen: (id: string) => void = () => undefined
  let restoreDefault: () => void = () => undefined

  /** Called by the workbench when the docking library is ready. */
  function attach(
    dock: DockviewApi,
    acts: { readonly addPanel: (id: string) => void; readonly reset: () => void },
  ): void {
    api.value = dock
    reopen = acts.addPanel
    restoreDefault = acts.reset
  }

  function note(panels: readonly string[], activePanel: string | undefined): void {
    open.value = panels
    active.value = activePanel
  }

  /** Brings a panel to the front, and opens it where it was closed. */
  function showPanel(id: string): void {
    const panel = api.value?.getPanel(id)
    if (panel) panel.api.setActive()
    else reopen(id)
  }

  /** Whether a panel is in sight: open, and not behind another one. True before the window is laid out. */
  function isVisible(id: string): boolean {
    return api.value ? (api.value.getPanel(id)?.api.isVisible ?? false) : true
  }

  function closePanel(id: string): void {
    api.value?.getPanel(id)?.api.close()
  }

  function reset(): void {
    restoreDefault()
  }

  return { open, active, attach, note, showPanel, isVisible, closePanel, reset }
})
