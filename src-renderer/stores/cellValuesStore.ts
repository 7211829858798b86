import { defineStore } from 'pinia'
import { markRaw, shallowRef } from 'vue'

/** Something measured of a cell, to be seen as colours. */
export interface CellValues {
  /** Id of the cell. */
  readonly cell: string
  /** What it is, so that it can be told whether it is shown. */
  readonly id: string
  readonly title: string
  readonly unit: string
  /** One value for each sample, NaN where there is none. */
  readonly ofSamples: Float64Array
}

/** What was measured last to colour the cell: written by what measures, read by what draws. */
export const useCellValuesStore = defineStore('cellValues', () => {
  const shown = shallowRef<CellValues>()

  function show(values: CellValues | undefined): void {
    shown.value = values && markRaw(values)
  }

  return { shown, show }
})
