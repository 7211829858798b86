import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Location, Region } from '../../src-engine/model/document.ts'

/** What a click on the cell does. */
export type Tool = 'select' | 'place-stimulus' | 'place-probe'

/** What the user points at, shared by the cell, the tables and the forms. */
export const useSelectionStore = defineStore('selection', () => {
  /** Names of the selected sections, in the order in which they were chosen. */
  const sections = shallowRef<readonly string[]>([])
  /** Place under the pointer, in whichever view it is. */
  const hovered = shallowRef<Location>()
  /** Region under the pointer in a form: drawn brighter on the cell. */
  const hoveredRegion = shallowRef<Region>()
  /** Id of the selected stimulus, probe or spike detector of the model. */
  const item = shallowRef<string>()
  const tool = shallowRef<Tool>('select')

  const primary = computed(() => sections.value.at(-1))

  /** Selects a section; `add` keeps the others and takes it out again when it was in. */
  function selectSection(name: string | undefined, add = false): void {
    if (name === undefined) sections.value = []
    else if (!add) sections.value = [name]
    else if (sections.value.includes(name)) sections.value = sections.value.filter(other => other !== name)
    else sections.value = [...sections.value, name]
  }

  function selectSections(names: readonly string[]): void {
    sections.value = [...names]
  }

  function selectItem(id: string | undefined): void {
    item.value = id
  }

  function hover(location: Location | undefined): void {
    const before = hovered.value
    if (before?.section === location?.section && before?.x === location?.x) return
    hovered.value = location
  }

  function setTool(next: Tool): void {
    tool.value = next
  }

  /** Drops what no longer exists after the cell has changed. */
  function clear(): void {
    sections.value = []
    hovered.value = undefined
    hoveredRegion.value = undefined
    item.value = undefined
    tool.value = 'select'
  }

  return {
    sections,
    hovered,
    hoveredRegion,
    item,
    tool,
    primary,
    selectSection,
    selectSections,
    selectItem,
    hover,
    setTool,
    clear,
  }
})
