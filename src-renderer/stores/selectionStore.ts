import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Location, Region } from '../../src-engine/model/document.ts'

/** What a click on the cell does. */
export type Tool = 'select' | 'place-stimulus' | 'place-probe' | 'edit'

/** What a form asks for, to be shown on the cell. */
export interface Picking {
  /** A place on the cell, or a point beside it as well. */
  readonly kind: 'place' | 'point'
  /** What a click will do, in words. */
  readonly hint: string
  take(picked: Picked): void
}

/** What was clicked: a point in space [µm], and the place on the cell that lies there, if any. */
export interface Picked {
  readonly at: Location | undefined
  readonly point: { readonly x: number; readonly y: number; readonly z: number }
}

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
  /** What the next click on the cell is for, where a form waits for it. */
  const picking = shallowRef<Picking>()

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
    picking.value = undefined
  }

  /** Lets a form have the next click on the cell; asked again for the same, or for nothing, it is over. */
  function pick(next: Picking | undefined): void {
    picking.value = next
    if (next && tool.value !== 'edit') tool.value = 'select'
  }

  /** Gives a click to the form that waits for it. False where none does, or where it is not what it waits for. */
  function givePicked(picked: Picked): boolean {
    const waiting = picking.value
    if (!waiting || (waiting.kind === 'place' && !picked.at)) return false
    picking.value = undefined
    waiting.take(picked)
    return true
  }

  /** After an edit of the cell: keeps what is still there. */
  function keepOnly(exists: (section: string) => boolean): void {
    if (!sections.value.every(exists)) sections.value = sections.value.filter(exists)
    if (hovered.value && !exists(hovered.value.section)) hovered.value = undefined
    hoveredRegion.value = undefined
  }

  /** Drops what no longer exists after the cell has changed. */
  function clear(): void {
    sections.value = []
    hovered.value = undefined
    hoveredRegion.value = undefined
    item.value = undefined
    tool.value = 'select'
    picking.value = undefined
  }

  return {
    sections,
    hovered,
    hoveredRegion,
    item,
    tool,
    picking,
    primary,
    selectSection,
    selectSections,
    selectItem,
    hover,
    setTool,
    pick,
    givePicked,
    keepOnly,
    clear,
  }
})
