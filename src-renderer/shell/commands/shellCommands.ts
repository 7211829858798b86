import type { CommandContribution, PanelContribution } from '../feature.ts'
import { useLayoutStore } from '../layoutStore.ts'
import { usePaletteStore } from './paletteStore.ts'

/** The window's own commands. */
export const shellCommands: readonly CommandContribution[] = [
  {
    id: 'shell.palette',
    title: 'shell.command.palette',
    shortcut: 'Mod+K',
    run: () => usePaletteStore().toggle(),
  },
  { id: 'shell.resetLayout', title: 'shell.command.resetLayout', run: () => useLayoutStore().reset() },
]

/** One command that brings a panel to the front. */
export function showPanelCommand(panel: PanelContribution): CommandContribution {
  return { id: `shell.show.${panel.id}`, title: panel.title, run: () => useLayoutStore().showPanel(panel.id) }
}
