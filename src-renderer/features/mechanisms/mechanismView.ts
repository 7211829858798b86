import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'

/** Which mechanism is looked at, with what the compiler said when it was added. */
export const useMechanismView = defineStore('mechanismView', () => {
  const chosen = ref<string>()
  const diagnostics = shallowRef<readonly Diagnostic[]>([])
  /** Whether the window asks which folder to watch; where the system has a dialog, that one does. */
  const askingForFolder = ref(false)
  function show(name: string | undefined, said: readonly Diagnostic[] = []): void {
    chosen.value = name
    diagnostics.value = said
  }
  return { chosen, diagnostics, askingForFolder, show }
})
