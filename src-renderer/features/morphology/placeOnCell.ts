import type { Location } from '../../../src-engine/model/document.ts'
import { translate } from '../../i18n/index.ts'
import { addPointProcess, addProbe, moveItem, removeItem, roundX } from '../../stores/modelEdits.ts'
import { setEntry } from '../../stores/modelLists.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import type { Point3 } from '../../view3d/geometry/arcs.ts'

/** How a place is written: `dend[3](0.25)`. */
export function writeLocation({ section, x }: Location): string {
  return `${section}(${roundX(x)})`
}

/** Places a current clamp, and selects it. */
export function placeStimulus(at: Location): void {
  const model = useModelStore()
  const place = { section: at.section, x: roundX(at.x) }
  const placed = model.edit(translate('edit.placeStimulus', { at: writeLocation(place) }), document =>
    addPointProcess(document, place),
  )
  if (placed) useSelectionStore().selectItem(model.document?.pointProcesses.at(-1)?.id)
}

/** Places a probe of the membrane potential, and selects it. */
export function placeProbe(at: Location): void {
  const model = useModelStore()
  const place = { section: at.section, x: roundX(at.x) }
  const placed = model.edit(translate('edit.placeProbe', { at: writeLocation(place) }), document =>
    addProbe(document, place),
  )
  if (placed) useSelectionStore().selectItem(model.document?.probes.at(-1)?.id)
}

/** Moves a stimulus or probe; one drag is one edit. */
export function movePlaced(id: string, at: Location, gesture: string): void {
  const place = { section: at.section, x: roundX(at.x) }
  useModelStore().edit(
    translate('edit.move', { id, at: writeLocation(place) }),
    document => moveItem(document, id, place),
    gesture,
  )
}

/** Moves an electrode to a point [µm], to whole micrometres; one drag is one edit. */
export function moveElectrode(id: string, point: Point3, gesture: string): void {
  const at = { xUm: Math.round(point.x), yUm: Math.round(point.y), zUm: Math.round(point.z) }
  useModelStore().edit(
    translate('edit.move', { id, at: `(${at.xUm}, ${at.yUm}, ${at.zUm}) µm` }),
    document => {
      const electrode = document.electrodes?.find(one => one.id === id)
      return electrode ? setEntry(document, 'electrodes', { ...electrode, at }) : document
    },
    gesture,
  )
}

/** Takes a stimulus or probe away. */
export function removePlaced(id: string): void {
  useModelStore().edit(translate('edit.remove', { id }), document => removeItem(document, id))
  const selection = useSelectionStore()
  if (selection.item === id) selection.selectItem(undefined)
}
