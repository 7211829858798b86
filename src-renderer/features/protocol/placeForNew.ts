import type { Location } from '../../../src-engine/model/document.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'

/** Where a new stimulus or probe goes: the middle of the selected section, else of the first soma, else of the first section. */
export function placeForNew(): Location | undefined {
  const names = useMorphologyStore().view?.morphology.sections.name ?? []
  const section = useSelectionStore().primary ?? names.find(name => name.startsWith('soma')) ?? names[0]
  return section === undefined ? undefined : { section, x: 0.5 }
}
