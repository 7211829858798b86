import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ValueRange } from '../../view3d/colouring.ts'

/** What the cell's colours mean. */
export type ColourMode = 'type' | 'diameter' | 'path-distance' | 'voltage' | 'measured'

/** The modes that every cell has, in the order of the menu; `measured` comes with what has been measured. */
export const colourModes: readonly ColourMode[] = ['type', 'diameter', 'path-distance', 'voltage']

/** How the cell is looked at: its colours and their ranges. */
export const useCellViewStore = defineStore('cellView', () => {
  const chosen = shallowRef<ColourMode>()
  const suggested = shallowRef<ColourMode>('type')
  const ranges = shallowRef<Partial<Record<ColourMode, ValueRange>>>({})
  /** Whether what was traced and marked beside the cell is drawn. */
  const annotated = shallowRef(true)
  /** The dialog that is open. */
  const exporting = shallowRef<'picture' | 'animation'>()
  const mode = computed(() => chosen.value ?? suggested.value)

  /** The user's choice, which stays. */
  function choose(next: ColourMode): void {
    chosen.value = next
  }

  /** The window's choice, for as long as the user has made none: voltage as soon as something runs. */
  function suggest(next: ColourMode): void {
    suggested.value = next
  }

  function setRange(of: ColourMode, range: ValueRange | undefined): void {
    const next = { ...ranges.value }
    if (range) next[of] = range
    else delete next[of]
    ranges.value = next
  }

  return { mode, ranges, annotated, exporting, choose, suggest, setRange }
})
