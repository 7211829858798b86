import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { isCancelled } from '../../../src-main/rpc/errors.ts'
import { useDebounced } from '../../components/useDebounced.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'

/** What the host said to a question that changes. */
export interface Answer<Result> {
  readonly value: Readonly<ShallowRef<Result | undefined>>
  readonly fault: Readonly<ShallowRef<Fault | undefined>>
  readonly busy: Readonly<ShallowRef<boolean>>
}

/** A moment of rest before the host is asked [ms]. */
const restMs = 120

/** Id of the one cell that a question is about. */
const cellOf = (question: object | undefined): unknown =>
  question && 'id' in question ? question.id : undefined

/**
 * Asks the host as soon as there is a question and the panel is in sight, and again when the question changes. The one
 * before is cancelled; its answer stays in sight until the next one is there, unless it is about another cell.
 */
export function useAnswer<Question extends object, Result>(
  question: () => Question | undefined,
  ask: (question: Question, signal: AbortSignal) => Promise<Result>,
): Answer<Result> {
  const layout = useLayoutStore()
  const value = shallowRef<Result>()
  const fault = shallowRef<Fault>()
  const busy = shallowRef(false)
  let stop: AbortController | undefined
  let answered: Question | undefined
  let asked: string | undefined

  async function put(): Promise<void> {
    const next = question()
    if (!layout.isVisible('measure')) return
    const key = next && JSON.stringify(next)
    if (key === asked && !fault.value) return
    stop?.abort()
    asked = key
    if (!next || cellOf(next) !== cellOf(answered)) value.value = undefined
    if (!next) {
      busy.value = false
      return
    }
    const own = (stop = new AbortController())
    busy.value = true
    fault.value = undefined
    try {
      const result = await ask(next, own.signal)
      if (own !== stop) return
      value.value = result
      answered = next
    } catch (error) {
      if (own === stop && !isCancelled(error)) fault.value = describeFault(error)
    } finally {
      if (own === stop) busy.value = false
    }
  }
  const putSoon = useDebounced(() => void put(), restMs)
  watch([question, () => layout.active], putSoon)
  void put()
  onScopeDispose(() => stop?.abort())
  return { value, fault, busy }
}
