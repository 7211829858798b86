import type { CommandContribution } from '../feature.ts'

/** A shortcut taken apart. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface Shortcut {
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
  /** Lower case, as in `KeyboardEvent.key`. */
  readonly key: string
}

/** The keys of an event, as far as shortcuts need them. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Reads `Mod+Shift+Z`. */
export function parseShortcut(text: string): Shortcut {
  const parts = text.split('+').map(part => part.trim().toLowerCase())
  const key = parts.at(-1) ?? ''
  return {
    mod: parts.includes('mod'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
    key: key === 'space' ? ' ' : key,
  }
}

/** Whether this press is that shortcut. */
export function matchesShortcut(press: KeyPress, shortcut: Shortcut, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  return (
    mod === shortcut.mod &&
    !other &&
    press.shiftKey === shortcut.shift &&
    press.altKey === shortcut.alt &&
    press.key.toLowerCase() === shortcut.key
  )
}

const keyNames: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: '↵',
  ' ': 'Space',
}

/** How a shortcut is written on this system: `⇧⌘Z` on a Mac, `Ctrl+Shift+Z` elsewhere. */
export function showShortcut(text: string, mac: boolean): string {
  const { mod, shift, alt, key } = parseShortcut(text)
  const name =
    keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^./, first => first.toUpperCase()))
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`
  return [mod ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', name].filter(Boolean).join('+')
}

/** The first shortcut of a command, as it is written on this system. */
export function shortcutOf(command: CommandContribution, mac: boolean): string | undefined {
  const { shortcut } = command
  const first = typeof shortcut === 'string' ? shortcut : shortcut?.[0]
  return first === undefined ? undefined : showShortcut(first, mac)
}

/** The enabled command that this press asks for. */
export function findCommand(
  press: KeyPress,
  commands: readonly CommandContribution[],
  mac: boolean,
): CommandContribution | undefined {
  return commands.find(command => {
    const shortcuts = command.shortcut === undefined ? [] : [command.shortcut].flat()
    return (
      shortcuts.some(text => matchesShortcut(press, parseShortcut(text), mac)) &&
      (command.enabled?.() ?? true)
    )
  })
}

/** Whether the keys belong to a field that is being typed in: then only shortcuts with `Mod` that fields do not use work. */
export function belongsToField(press: KeyPress, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, select, [contenteditable="true"], .cm-editor')
  if (!field) return false
  const mod = press.ctrlKey || press.metaKey
  const ofFields = ['z', 'y', 'a', 'c', 'v', 'x', 'arrowleft', 'arrowright', 'backspace', 'delete']
  const key = press.key.toLowerCase()
  if (/^f\d+$/.test(key)) return false
  return !mod || ofFields.includes(key)
}

/** True on Apple systems, where ⌘ takes the place of Ctrl. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
