import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/** A sample of a section, counted from 0 within it. */
export interface EditedSample {
  readonly section: string
  readonly sample: number
}

/** Where an edit was asked for, and so where it is said why it cannot be made. */
export type EditOrigin = 'cell' | 'points' | 'form'

/** An edit that was refused. */
export interface RefusedEdit {
  readonly origin: EditOrigin
  readonly diagnostics: readonly Diagnostic[]
}

/** Samples that are being dragged: their rows in the cell's table of samples, and how far [µm]. */
export interface MovedSamples {
  readonly rows: Int32Array
  readonly by: { readonly x: number; readonly y: number; readonly z: number }
}

/** What is being edited of the cell by hand, shared by the cell and the table of its points. */
export const useCellEditStore = defineStore('cellEdit', () => {
  /** The chosen sample. After an edit it may be past the end of its section: then there is none. */
  const sample = shallowRef<EditedSample>()
  /** The sample under the pointer. */
  const pointed = shallowRef<EditedSample>()
  /** Samples that are dragged, drawn at once and edited on release. */
  const moved = shallowRef<MovedSamples>()
  /** Edits that are on their way. */
  const waiting = shallowRef(0)
  const refused = shallowRef<RefusedEdit>()
  /** From the edit to the cell in the window, of the last one [ms]. */
  const lastMs = shallowRef<number>()
  /** The operation that the form shows. */
  const operation = shallowRef('retype')

  function choose(next: EditedSample | undefined): void {
    sample.value = next
    refused.value = undefined
  }

  function point(next: EditedSample | undefined): void {
    const before = pointed.value
    if (before?.section === next?.section && before?.sample === next?.sample) return
    pointed.value = next
  }

  return { sample, pointed, moved, waiting, refused, lastMs, operation, choose, point }
})
