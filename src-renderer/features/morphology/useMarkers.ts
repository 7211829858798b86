import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Location } from '../../../src-engine/model/document.ts'
import { useLookStore } from '../../stores/lookStore.ts'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import type { CellMarker, FreeFlag, PlacedFlag } from '../../view3d/cellMarker.ts'
import { writeLocation } from './placeOnCell.ts'

/** The stimuli, probes, spike detectors and electrodes of the model, and a place that is meant, as flags on the cell. */
export function useMarkers(): ComputedRef<readonly CellMarker[]> {
  const { t } = useI18n()
  const model = useModelStore()
  const mechanisms = useMechanismsStore()
  const morphology = useMorphologyStore()
  const selection = useSelectionStore()
  const look = useLookStore()

  return computed(() => {
    const { document } = model
    const meant = look.place
    const finding: readonly FreeFlag[] = meant
      ? [{ id: 'looked-at', kind: 'finding', selected: true, label: meant.label, point: meant.point }]
      : []
    if (!document) return finding
    const flag = (
      kind: PlacedFlag['kind'],
      id: string,
      at: Location,
      label: string,
    ): readonly PlacedFlag[] => {
      const section = morphology.indexOfSection.get(at.section)
      return section === undefined
        ? []
        : [{ id, kind, section, x: at.x, label, selected: selection.item === id }]
    }
    return [
      ...finding,
      ...document.pointProcesses.flatMap(({ id, at, mechanism }) => {
        const receives = mechanisms.byName.get(mechanism)?.events.receives ?? false
        const label = t('cell.marker.stimulus', { mechanism, at: writeLocation(at) })
        return flag(receives ? 'synapse' : 'stimulus', id, at, label)
      }),
      ...document.probes.flatMap(({ id, at, variable }) =>
        flag('probe', id, at, t('cell.marker.probe', { variable, at: writeLocation(at) })),
      ),
      ...document.spikes.flatMap(({ id, at }) =>
        flag('spikes', id, at, t('cell.marker.spikes', { at: writeLocation(at) })),
      ),
      ...(document.electrodes ?? []).map(({ id, at }): FreeFlag => ({
        ...{ id, kind: 'electrode', selected: selection.item === id },
        ...{ label: t('cell.marker.electrode', { id }), point: { x: at.xUm, y: at.yUm, z: at.zUm } },
      })),
    ]
  })
}
