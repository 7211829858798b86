import { defineStore } from 'pinia'
import { ref } from 'vue'

/** How the next run is shown. */
export const useRunPreferences = defineStore('runPreferences', () => {
  /** A new run is drawn over those already shown, instead of taking their place. */
  const overlay = ref(false)
  return { overlay }
})
