import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Region } from '../../../src-engine/model/document.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { regionsOf } from '../../stores/regions.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'

/** Which region the inspector is about. */
export const useBiophysicsStore = defineStore('biophysics', () => {
  const morphology = useMorphologyStore()
  const selection = useSelectionStore()
  const chosen = ref<Region>('all')

  const regions = computed<readonly Region[]>(() =>
    morphology.view ? regionsOf(morphology.view.morphology) : ['all'],
  )
  const section = computed(() => selection.primary)
  /** The chosen region, as long as this cell has it. */
  const region = computed<Region>(() =>
    regions.value.includes(chosen.value) || chosen.value === section.value ? chosen.value : 'all',
  )
  // Whoever picks a section on the cell while one section is in view means that one.
  watch(section, (next, before) => {
    if (next !== undefined && chosen.value === before) chosen.value = next
  })

  function choose(next: Region): void {
    chosen.value = next
  }
  return { region, regions, section, choose }
})
