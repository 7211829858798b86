import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** A point of the cell to look at [µm], and what is there. */
export interface LookedAtPlace {
  readonly point: { readonly x: number; readonly y: number; readonly z: number }
  readonly label: string
}

/** What another view wants to be looked at on the cell: marked there, and brought into the picture. */
export const useLookStore = defineStore('look', () => {
  const place = shallowRef<LookedAtPlace>()

  /** Shows a place, or marks none any more. */
  function show(next: LookedAtPlace | undefined): void {
    place.value = next
  }

  return { place, show }
})
