import { computed } from 'vue'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { regionsOf } from '../../stores/regions.ts'
import type { ModelParts } from './modelParts.ts'

/** What forms offer to choose from: the model, its mechanisms, and the cell's sections. Undefined without a cell. */
export function useModelParts() {
  const model = useModelStore()
  const mechanisms = useMechanismsStore()
  const morphology = useMorphologyStore()
  return computed((): ModelParts | undefined => {
    const { document } = model
    if (!document) return undefined
    const cell = morphology.view?.morphology
    return {
      document,
      mechanisms: mechanisms.byName,
      sections: cell?.sections.name ?? [],
      regions: cell ? regionsOf(cell) : [],
    }
  })
}
