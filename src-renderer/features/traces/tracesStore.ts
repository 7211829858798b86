import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { TimeSpan } from '../../plots/plottedTrace.ts'

/** One plot of the panel: what is not shown in it, and its own stretch of time while it is not linked. */
export interface PlotState {
  readonly id: number
  readonly hidden: ReadonlySet<string>
  readonly span: TimeSpan | undefined
}

/** The plots of the traces panel and how one looks at them. */
export const useTracesStore = defineStore('traces', () => {
  const plots = shallowRef<readonly PlotState[]>([{ id: 1, hidden: new Set(), span: undefined }])
  const active = ref(1)
  /** All plots show the same stretch of time. */
  const linked = ref(true)
  const linkedSpan = shallowRef<TimeSpan>()
  const boxZoom = ref(false)
  const measuring = ref(false)

  const activePlot = computed(() => plots.value.find(({ id }) => id === active.value) ?? plots.value[0])
  const spanOf = (plot: PlotState): TimeSpan | undefined => (linked.value ? linkedSpan.value : plot.span)

  function change(id: number, by: Partial<PlotState>): void {
    plots.value = plots.value.map(plot => (plot.id === id ? { ...plot, ...by } : plot))
  }
  function setSpan(id: number, span: TimeSpan | undefined): void {
    if (linked.value) linkedSpan.value = span
    else change(id, { span })
  }
  function setLinked(next: boolean): void {
    const span = activePlot.value && spanOf(activePlot.value)
    linked.value = next
    if (next) linkedSpan.value = span
    else plots.value = plots.value.map(plot => ({ ...plot, span }))
  }
  function add(): void {
    const id = Math.max(0, ...plots.value.map(plot => plot.id)) + 1
    plots.value = [...plots.value, { id, hidden: new Set(), span: linkedSpan.value }]
    active.value = id
  }
  function remove(id: number): void {
    if (plots.value.length < 2) return
    plots.value = plots.value.filter(plot => plot.id !== id)
    if (active.value === id) active.value = plots.value[0]?.id ?? 1
  }
  function setHidden(label: string, hide: boolean): void {
    const plot = activePlot.value
    if (!plot) return
    const hidden = new Set(plot.hidden)
    if (hide) hidden.add(label)
    else hidden.delete(label)
    change(plot.id, { hidden })
  }

  return {
    plots,
    active,
    activePlot,
    linked,
    boxZoom,
    measuring,
    spanOf,
    setSpan,
    setLinked,
    add,
    remove,
    setHidden,
  }
})
