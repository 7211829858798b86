import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Two states that a view wants to be seen side by side, until they are. */
export interface WantedComparison {
  /** Ids of cells. */
  readonly left: string
  readonly right: string
}

/** How other views ask for a comparison. */
export const useComparisonStore = defineStore('comparison', () => {
  const wanted = shallowRef<WantedComparison>()
  return { wanted }
})
