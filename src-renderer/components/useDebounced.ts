import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose } from 'vue'

/** Calls a function a while after the last of many calls, and no more once the view has gone. @param ms how long [ms] */
export function useDebounced(
  act: () => unknown,
  ms: number,
  options: { readonly maxWait?: number } = {},
): () => void {
  const debounced = useDebounceFn(act, ms, options)
  onScopeDispose(() => debounced.cancel())
  return () => void debounced()
}
