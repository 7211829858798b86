import { computed } from 'vue'
import type { Location } from '../../src-engine/model/document.ts'
import { translate } from '../i18n/index.ts'
import { roundX } from './modelEdits.ts'
import { useMorphologyStore } from './morphologyStore.ts'
import { useSelectionStore } from './selectionStore.ts'

/** What a field for a place needs of the cell: its sections, and the next click on it. `what` names what will be there. */
export function usePlacePicking(what: () => string, take: (at: Location) => void) {
  const morphology = useMorphologyStore()
  const selection = useSelectionStore()
  const hint = computed(() => translate('place.pick', { what: what() }))
  const picking = computed(() => selection.picking?.hint === hint.value)
  const sections = computed((): readonly string[] => morphology.view?.morphology.sections.name ?? [])

  /** Waits for a click on the cell; asked again, does no longer. */
  function pick(): void {
    if (picking.value) return selection.pick(undefined)
    selection.pick({
      kind: 'place',
      hint: hint.value,
      take: ({ at }) => at && take({ section: at.section, x: roundX(at.x) }),
    })
  }

  return { sections, picking, pick }
}
