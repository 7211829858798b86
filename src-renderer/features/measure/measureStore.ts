import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { FeatureInfo, UniformCable } from '../../../src-main/contract/index.ts'
import { useHost } from '../../host/useHost.ts'

/** The parts of the panel. */
export const measureTabs = ['features', 'sholl', 'branching', 'dendrogram', 'electrotonic', 'groups'] as const

export type MeasureTab = (typeof measureTabs)[number]

/** Constants where nothing is said: those of `hillock measure --electrotonic`. */
export const usualCable: UniformCable = { raOhmCm: 100, rmOhmCm2: 20_000, cmUfCm2: 1 }

/** Which group a cell is put into. */
export type GroupName = 'one' | 'other'

/** What is measured, and how it is looked at: kept while the panel is closed. */
export const useMeasureStore = defineStore('measure', () => {
  const tab = ref<MeasureTab>('features')
  /** Type numbers that are measured; empty means all. */
  const types = shallowRef<readonly number[]>([])
  /** Everything that can be measured, once the host has said so. */
  const features = shallowRef<readonly FeatureInfo[]>([])
  /** Id of the feature that is looked at row by row. */
  const feature = ref('section-length')
  const cable = shallowRef<UniformCable>(usualCable)
  const hz = ref(0)
  /** The group of each cell by its id. */
  const groups = shallowRef<ReadonlyMap<string, GroupName>>(new Map())

  async function load(): Promise<void> {
    if (features.value.length === 0) features.value = await useHost().measures.features()
  }

  function putInto(cell: string, group: GroupName | undefined): void {
    const next = new Map(groups.value)
    if (group) next.set(cell, group)
    else next.delete(cell)
    groups.value = next
  }

  return { tab, types, features, feature, cable, hz, groups, load, putInto }
})
