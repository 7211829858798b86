import { defineStore } from 'pinia'
import { ref } from 'vue'

/** How the next run is shown. */
export const useRunPreferences = defineStore('runPreferences', () => {
  /** A new run is drawn over those already shown, instead of taking their place. */
  const overlay = ref(false)
  /** The run whose state is about to be kept. */
  const keeping = ref<number>()
  /** Whether the way back is open. */
  const rewinding = ref(false)
  return { overlay, keeping, rewinding }
})
