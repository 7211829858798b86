import { useDebounceFn, useEventListener } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { useMechanismTextsStore } from '../../../stores/mechanismTextsStore.ts'
import { useNoticesStore } from '../../../stores/noticesStore.ts'

/** How long typing must rest before the text is compiled, and before it is kept [ms]. */
const restBeforeCheckMs = 80
const restBeforeKeepMs = 400

/** Compiles the text in view a moment after each change, and keeps what was written. */
export function useTextChecks(): void {
  const texts = useMechanismTextsStore()
  const notices = useNoticesStore()
  /** Texts that have changed since they were kept last. */
  const waiting = new Set<string>()

  const checkSoon = useDebounceFn(
    (key: string) => void notices.attempt(() => texts.check(key)),
    restBeforeCheckMs,
  )
  async function keepAll(): Promise<void> {
    const keys = [...waiting]
    waiting.clear()
    for (const key of keys) await notices.attempt(() => texts.keep(key), 'mechanisms.editor.couldNotKeep')
  }
  const keepSoon = useDebounceFn(() => void keepAll(), restBeforeKeepMs, { maxWait: 2000 })

  watch(
    () => [texts.current?.key, texts.current?.text] as const,
    ([key, text], previous) => {
      const [before, old] = previous ?? []
      if (key === undefined) return
      if (key !== before) {
        if (!texts.checked.has(key)) void notices.attempt(() => texts.check(key))
        else void checkSoon(key)
      } else if (text !== old) {
        void checkSoon(key)
        waiting.add(key)
        void keepSoon()
      }
    },
    { immediate: true },
  )
  // Whatever ends the view must not end what was written.
  useEventListener(window, 'pagehide', () => void keepAll())
  onBeforeUnmount(() => void keepAll())
}
