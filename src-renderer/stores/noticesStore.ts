import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isCancelled } from '../../src-main/rpc/errors.ts'
import { describeFault, type Fault } from '../host/fault.ts'

/** A sentence for the user about something that could not be done. */
export interface Notice {
  readonly id: number
  readonly kind: 'error' | 'info'
  /** Message key of what was tried, e.g. `run.couldNotStart`; undefined where the message says it all. */
  readonly title: string | undefined
  readonly message: string
  readonly code: string | undefined
}

/** Short-lived messages at the corner of the window. Errors stay until they are dismissed. */
export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([])
  let next = 1

  function add(notice: Omit<Notice, 'id'>): void {
    const same = notices.value.find(other => other.message === notice.message && other.title === notice.title)
    const rest = notices.value.filter(other => other !== same)
    notices.value = [...rest, { ...notice, id: next++ }].slice(-4)
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter(notice => notice.id !== id)
  }

  /** Shows a failed call. Calls that were stopped on purpose say nothing. */
  function reportFault(error: unknown, title?: string): Fault | undefined {
    if (isCancelled(error)) return undefined
    const fault = describeFault(error)
    add({ kind: 'error', title, message: fault.message, code: fault.code })
    return fault
  }

  /** Runs an action of the user; a failure becomes a notice. Returns undefined after one. */
  async function attempt<Result>(action: () => Promise<Result>, title?: string): Promise<Result | undefined> {
    try {
      return await action()
    } catch (error) {
      reportFault(error, title)
      return undefined
    }
  }

  return { notices, add, dismiss, reportFault, attempt }
})
