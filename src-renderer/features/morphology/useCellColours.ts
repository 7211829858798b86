import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useCellValuesStore } from '../../stores/cellValuesStore.ts'
import { useTypeColours } from '../../components/useTypeColours.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { sectionsIn } from '../../stores/regions.ts'
import { useSettingsStore } from '../../stores/settingsStore.ts'
import type { CellDrawing } from '../../view3d/cellDrawing.ts'
import { colourTable, type ColourTable, type Rgb } from '../../view3d/colourMaps.ts'
import {
  colourByType,
  colourByValue,
  rangeOf,
  spreadOverSamples,
  writeEmphasis,
  type TypeColours,
  type ValueRange,
} from '../../view3d/colouring.ts'
import { useCellViewStore, type ColourMode } from './cellViewStore.ts'
import type { ShownVoltages } from './useVoltages.ts'

/** The colour bar of the current mode. */
export interface Legend {
  readonly mode: ColourMode
  /** Of what was measured, its name; the others are known by their mode. */
  readonly title: string | undefined
  readonly unit: string
  readonly range: ValueRange
  readonly extent: ValueRange
  readonly table: ColourTable
}

/** Voltages are shown from rest to the peak of a spike, whatever a run did: pictures can then be compared. */
const voltageRange: ValueRange = { low: -80, high: 40 }
const voltageExtent: ValueRange = { low: -100, high: 60 }

/** Keeps the bytes that colour the cell up to date: four for each sample. */
export function useCellColours(
  drawing: ComputedRef<CellDrawing | undefined>,
  voltages: ShownVoltages,
): {
  readonly bytes: ShallowRef<Uint8Array>
  readonly revision: ShallowRef<number>
  readonly legend: ComputedRef<Legend | undefined>
  readonly background: ComputedRef<Rgb>
  readonly highlight: ComputedRef<Rgb>
  readonly ink: ComputedRef<Rgb>
  readonly typeColours: ComputedRef<TypeColours>
} {
  const view = useCellViewStore()
  const selection = useSelectionStore()
  const morphology = useMorphologyStore()
  const settings = useSettingsStore()
  const measured = useCellValuesStore()
  const { typeColours, background, highlight, ink } = useTypeColours()
  const bytes = shallowRef(new Uint8Array(0))
  const revision = shallowRef(0)
  let spread = new Float32Array(0)

  const diameters = computed(
    () => drawing.value?.view.morphology.samples.diameter.map(Math.abs) ?? new Float64Array(0),
  )
  const extents = computed(() => ({
    type: { low: 0, high: 1 },
    diameter: rangeOf(diameters.value),
    'path-distance': rangeOf(drawing.value?.view.samplePathDistanceUm ?? []),
    voltage: voltageExtent,
    measured: rangeOf(measured.shown?.ofSamples ?? []),
  }))

  /** What was measured of this very cell. */
  const shownValues = computed(() => {
    const { shown } = measured
    return shown && shown.cell === drawing.value?.view.summary.id ? shown : undefined
  })

  const legend = computed<Legend | undefined>(() => {
    const { mode, ranges } = view
    if (mode === 'type' || (mode === 'measured' && !shownValues.value)) return undefined
    const extent = extents.value[mode]
    const range = ranges[mode] ?? (mode === 'voltage' ? voltageRange : extent)
    const table = colourTable(mode === 'voltage' ? 'plasma' : 'viridis', settings.theme)
    const own = mode === 'measured' ? shownValues.value : undefined
    const unit = own ? own.unit : mode === 'voltage' ? 'mV' : 'µm'
    return { mode, title: own?.title, unit, range, extent, table }
  })

  function paint(): void {
    const cell = drawing.value
    if (!cell) return
    const into = bytes.value
    const bar = legend.value
    const { values, compartments } = voltages
    if (bar?.mode === 'diameter') colourByValue(diameters.value, bar.range, bar.table, into)
    else if (bar?.mode === 'path-distance')
      colourByValue(cell.view.samplePathDistanceUm, bar.range, bar.table, into)
    else if (bar?.mode === 'measured' && shownValues.value)
      colourByValue(shownValues.value.ofSamples, bar.range, bar.table, into, typeColours.value.other)
    else if (bar?.mode === 'voltage' && values.value && compartments.value) {
      spreadOverSamples(values.value, compartments.value, spread)
      colourByValue(spread, bar.range, bar.table, into)
    } else colourByType(cell.view.morphology, typeColours.value, into)
    revision.value++
  }

  function emphasise(): void {
    const cell = drawing.value
    if (!cell) return
    const { morphology: shape } = cell.view
    const index = morphology.indexOfSection
    const { hovered, hoveredRegion } = selection
    writeEmphasis(shape, bytes.value, {
      selected: new Set(selection.sections.flatMap(name => index.get(name) ?? [])),
      hovered: hovered ? index.get(hovered.section) : undefined,
      shown: hoveredRegion === undefined ? undefined : sectionsIn(shape, hoveredRegion),
    })
    revision.value++
  }

  watch(
    drawing,
    cell => {
      const samples = cell?.view.morphology.samples.count ?? 0
      bytes.value = new Uint8Array(samples * 4)
      spread = new Float32Array(samples)
      paint()
      emphasise()
    },
    { immediate: true, flush: 'sync' },
  )
  watch([legend, typeColours, voltages.values, voltages.compartments], paint)
  watch(
    [() => selection.sections, () => selection.hovered?.section, () => selection.hoveredRegion],
    emphasise,
  )

  return {
    bytes,
    revision,
    legend,
    background,
    highlight,
    ink,
    typeColours,
  }
}
