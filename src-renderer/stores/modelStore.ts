import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { ModelState } from '../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../host/fault.ts'
import { useHost } from '../host/useHost.ts'

/** One edit on its way to the host. */
interface PendingEdit {
  readonly label: string
  readonly gesture: string | undefined
  readonly document: ModelDocument
}

const noDiagnostics: readonly Diagnostic[] = []

/**
 * The project's model. Edits show at once and are sent one after another; what the host answers wins. While the
 * connection is lost they are kept and sent when it returns.
 */
export const useModelStore = defineStore('model', () => {
  const state = shallowRef<ModelState>()
  const draft = shallowRef<ModelDocument>()
  const fault = shallowRef<Fault>()
  const pending: PendingEdit[] = []
  const unsaved = shallowRef(0)
  let sending = false

  const document = computed(() => draft.value ?? state.value?.document)
  const diagnostics = computed(() => state.value?.diagnostics ?? noDiagnostics)
  const compartments = computed(() => state.value?.compartments ?? 0)
  const compartmentsOfSection = computed(() => state.value?.compartmentsOfSection)
  const loaded = computed(() => state.value !== undefined)

  /**
   * Changes the model. `label` names the edit in the history ("Insert hh in soma"); edits in a row with the same
   * `gesture` (one drag of a slider) become one. Returns false where there is no model or nothing changed.
   */
  function edit(
    label: string,
    change: (document: ModelDocument) => ModelDocument,
    gesture?: string,
  ): boolean {
    const before = document.value
    if (!before) return false
    const after = change(before)
    if (after === before) return false
    draft.value = after
    fault.value = undefined
    const last = pending.at(-1)
    const waiting = sending ? pending.length > 1 : pending.length > 0
    const next: PendingEdit = { label, gesture, document: after }
    if (waiting && last && gesture !== undefined && last.gesture === gesture)
      pending[pending.length - 1] = next
    else pending.push(next)
    unsaved.value = pending.length
    void send()
    return true
  }

  /** Sends what is pending, oldest first. Called again after a reconnection. */
  async function send(): Promise<void> {
    if (sending) return
    sending = true
    try {
      for (let next = pending[0]; next; next = pending[0]) {
        const { document, label, gesture } = next
        state.value = await useHost().models.save({
          document,
          label,
          ...(gesture === undefined ? {} : { gesture }),
        })
        pending.shift()
        unsaved.value = pending.length
      }
      draft.value = undefined
    } catch (error) {
      const found = describeFault(error)
      if (found.code !== 'rpc/closed') {
        fault.value = found
        pending.length = 0
        unsaved.value = 0
        draft.value = undefined
      }
    } finally {
      sending = false
    }
  }

  async function load(): Promise<void> {
    state.value = await useHost().models.current()
    if (pending.length) await send()
  }

  function follow(): () => void {
    return useHost().models.onChange(next => {
      state.value = next
    })
  }

  return {
    state,
    document,
    diagnostics,
    compartments,
    compartmentsOfSection,
    loaded,
    unsaved,
    fault,
    edit,
    send,
    load,
    follow,
  }
})
