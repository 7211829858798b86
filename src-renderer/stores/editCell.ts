import { watch } from 'vue'
import type { MorphologyEdit } from '../../src-engine/morphology/edit/morphologyEdit.ts'
import { translate } from '../i18n/index.ts'
import { useHost } from '../host/useHost.ts'
import { useCellEditStore, type EditOrigin } from './cellEditStore.ts'
import { useMorphologyStore } from './morphologyStore.ts'
import { useNoticesStore } from './noticesStore.ts'

/** Edits go one after another: each is made on the cell that the one before has given. */
let queue: Promise<unknown> = Promise.resolve()

/** Makes edits of the cell in the window, as one step of the history. False where they are refused; the store says why. */
export function editCell(edits: readonly MorphologyEdit[], origin: EditOrigin): Promise<boolean> {
  const next = queue.then(() => makeEdits(edits, origin))
  queue = next
  return next
}

async function makeEdits(edits: readonly MorphologyEdit[], origin: EditOrigin): Promise<boolean> {
  const [store, morphology, notices] = [useCellEditStore(), useMorphologyStore(), useNoticesStore()]
  const id = morphology.view?.summary.id
  if (id === undefined) return false
  const began = performance.now()
  store.refused = undefined
  store.waiting++
  let isMade = false
  try {
    const outcome = await notices.attempt(
      () => useHost().morphologies.edit({ id, edits }),
      'cellEdit.couldNotEdit',
    )
    if (!outcome) return false
    if (outcome.id === undefined) {
      store.refused = { origin, diagnostics: outcome.diagnostics }
      return false
    }
    isMade = true
    await shownCell(outcome.id)
    store.lastMs = performance.now() - began
    if (outcome.dropped.length > 0) {
      const message = translate('cellEdit.dropped', { ids: outcome.dropped.join(', ') })
      notices.add({ kind: 'info', title: undefined, message, code: undefined })
    }
    return true
  } finally {
    // What was dragged is seen where it was dropped until the edited cell is drawn.
    if (!isMade) store.moved = undefined
    store.waiting--
  }
}

/** Waits until a cell is in the window, or cannot be. */
async function shownCell(id: string): Promise<void> {
  const morphology = useMorphologyStore()
  await morphology.show(id)
  await new Promise<void>(resolve => {
    const stop = watch(
      () => morphology.view?.summary.id === id || !morphology.loading,
      isDone => {
        if (!isDone) return
        resolve()
        queueMicrotask(() => stop())
      },
      { immediate: true, flush: 'sync' },
    )
  })
}
