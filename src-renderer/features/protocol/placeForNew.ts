import type { Location } from '../../../src-engine/model/document.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import { measureArcs, pointAt } from '../../view3d/geometry/arcs.ts'
import type { NewPlaces } from './addItems.ts'

/** How far beside the cell a new electrode stands [µm]. */
const besideUm = 50

/** Where a new stimulus or probe goes: the middle of the selected section, else of the first soma, else of the first section. */
export function placeForNew(): Location | undefined {
  const names = useMorphologyStore().view?.morphology.sections.name ?? []
  const section = useSelectionStore().primary ?? names.find(name => name.startsWith('soma')) ?? names[0]
  return section === undefined ? undefined : { section, x: 0.5 }
}

/** Where new things go. A second place is that of the section selected before, else of the last one. */
export function placesForNew(): NewPlaces | undefined {
  const morphology = useMorphologyStore().view?.morphology
  const at = placeForNew()
  if (!morphology || !at) return undefined
  const { name: names } = morphology.sections
  const section =
    useSelectionStore().sections.at(-2) ?? names.findLast(name => name !== at.section) ?? at.section
  const point = pointAt(morphology, measureArcs(morphology), names.indexOf(at.section), at.x)
  const round = Math.round
  const beside = {
    xUm: round((point?.x ?? 0) + besideUm),
    yUm: round(point?.y ?? 0),
    zUm: round(point?.z ?? 0),
  }
  return { at, other: { section, x: 0.5 }, beside }
}
