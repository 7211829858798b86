import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { describeFault, type Fault } from '../host/fault.ts'
import { useHost } from '../host/useHost.ts'

/** A text with the line that is meant. */
export interface ShownSource {
  readonly name: string
  readonly lines: readonly string[]
  /** Counted from 1; undefined where the whole text is meant. */
  readonly line: number | undefined
}

/** Splits a text into lines: LF, CRLF and a lone CR all end one. */
export function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/)
}

/** The text that the source panel shows: an imported file, as it was read. */
export const useSourceStore = defineStore('source', () => {
  const shown = shallowRef<ShownSource>()
  const loading = shallowRef(false)
  const fault = shallowRef<Fault>()

  function showText(name: string, text: string, line?: number): void {
    fault.value = undefined
    shown.value = { name, lines: splitLines(text), line }
  }

  /** Shows the stored text of a cell. */
  async function showMorphology(id: string, line?: number): Promise<void> {
    loading.value = true
    fault.value = undefined
    try {
      const { name, text } = await useHost().morphologies.source({ id })
      showText(name, text, line)
    } catch (error) {
      fault.value = describeFault(error)
    } finally {
      loading.value = false
    }
  }

  return { shown, loading, fault, showText, showMorphology }
})
