import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'

/** What the compiler said about a file that was added. */
export interface CompiledFile {
  readonly fileName: string
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  /** It has errors: the project is as it was. */
  readonly refused: boolean
}

/** Which mechanism is looked at, and the file that was compiled last. */
export const useMechanismView = defineStore('mechanismView', () => {
  const chosen = ref<string>()
  const compiled = shallowRef<CompiledFile>()
  function show(name: string | undefined): void {
    chosen.value = name
    compiled.value = undefined
  }
  function note(file: CompiledFile): void {
    compiled.value = file.refused || file.diagnostics.length > 0 ? file : undefined
    if (file.refused) chosen.value = undefined
  }
  return { chosen, compiled, show, note }
})
