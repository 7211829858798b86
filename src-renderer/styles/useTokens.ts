import { shallowRef, watch, type ShallowRef } from 'vue'
import { useSettingsStore } from '../stores/settingsStore.ts'

/** Reads design tokens as the current theme has them, for drawings that CSS does not reach. */
export function useTokens<Name extends string>(
  names: readonly Name[],
): Readonly<ShallowRef<Readonly<Record<Name, string>>>> {
  const settings = useSettingsStore()
  const read = (): Readonly<Record<Name, string>> => {
    const style = getComputedStyle(document.documentElement)
    return Object.fromEntries(
      names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]),
    ) as Record<Name, string>
  }
  const tokens = shallowRef(read())
  // After the theme's attribute has reached the document.
  watch(
    () => settings.theme,
    () => (tokens.value = read()),
    { flush: 'post' },
  )
  return tokens
}
