import { nextTick, ref, type ShallowRef } from 'vue'

/** What a row needs whose name is changed where it stands. */
export interface Renaming {
  readonly current: () => string
  readonly rename: (name: string) => void
  /** The field to type in, while there is one. */
  readonly field: Readonly<ShallowRef<HTMLInputElement | null>>
}

/** Changing a name: from the present one, all selected; an empty or equal one changes nothing. */
export function useRenaming({ current, rename, field }: Renaming) {
  const naming = ref(false)
  const name = ref('')
  async function startNaming(): Promise<void> {
    name.value = current()
    naming.value = true
    await nextTick()
    field.value?.select()
  }
  function endNaming(keep: boolean): void {
    if (!naming.value) return
    naming.value = false
    const next = name.value.trim()
    if (keep && next !== '' && next !== current()) rename(next)
  }
  return { naming, name, startNaming, endNaming }
}
