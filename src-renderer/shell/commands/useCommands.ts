import { useEventListener } from '@vueuse/core'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import type { CommandContribution } from '../feature.ts'
import { useContributions } from '../contributions.ts'
import { belongsToField, findCommand, isMac, shortcutOf } from './keymap.ts'
import { shellCommands, showPanelCommand } from './shellCommands.ts'

/** A command as the palette lists it. */
export interface ListedCommand {
  readonly command: CommandContribution
  readonly title: string
  readonly shortcut: string | undefined
  readonly enabled: boolean
}

/** The features' commands, then the window's own. */
const allCommands = (): readonly CommandContribution[] => [...useContributions().commands, ...shellCommands]

/** Every command with its words, for the palette; and a way to run one. */
export function useCommands(): {
  readonly listed: ComputedRef<readonly ListedCommand[]>
  readonly run: (command: CommandContribution) => void
} {
  const { t } = useI18n()
  const notices = useNoticesStore()
  const mac = isMac()
  const commands = allCommands()
  const panelCommands = useContributions().panels.map(showPanelCommand)
  const list = (command: CommandContribution, title: string): ListedCommand => ({
    command,
    title,
    shortcut: shortcutOf(command, mac),
    enabled: command.enabled?.() ?? true,
  })
  const listed = computed(() => [
    ...commands.map(command => list(command, t(command.title))),
    ...panelCommands.map(command => list(command, t('shell.command.showPanel', { panel: t(command.title) }))),
  ])
  const run = (command: CommandContribution): void => {
    void notices.attempt(async () => {
      await command.run()
    })
  }
  return { listed, run }
}

/** Listens to the keyboard for the shortcuts of all commands. Used once, by the workbench. */
export function useKeymap(): void {
  const { run } = useCommands()
  const mac = isMac()
  const commands = allCommands()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return
    if (belongsToField(event, event.target)) return
    const command = findCommand(event, commands, mac)
    if (!command) return
    event.preventDefault()
    run(command)
  })
}
