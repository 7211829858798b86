import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether the command palette is open. */
export const usePaletteStore = defineStore('palette', () => {
  const open = shallowRef(false)
  function toggle(): void {
    open.value = !open.value
  }
  return { open, toggle }
})
