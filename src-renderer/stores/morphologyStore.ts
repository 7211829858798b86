import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type { ReadOptions } from '../../src-engine/morphology/formats/format.ts'
import type { ImportOutcome, MorphologySummary, MorphologyView } from '../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../host/fault.ts'
import { useHost } from '../host/useHost.ts'

/** A sample cell that comes with the program. */
export interface SampleCell {
  readonly name: string
  readonly title: string
}

/** An import that gave no cell: shown until another one is tried or it is dismissed. */
export interface RefusedImport {
  readonly name: string
  readonly outcome: ImportOutcome
  /** What was in the file; undefined for a sample cell. */
  readonly bytes: Uint8Array | undefined
}

/** The cells of the project, and everything to draw the one that the model is about. */
export const useMorphologyStore = defineStore('morphology', () => {
  const list = shallowRef<readonly MorphologySummary[]>([])
  const samples = shallowRef<readonly SampleCell[]>([])
  const view = shallowRef<MorphologyView>()
  const loading = shallowRef(false)
  /** Name of the file that is being read. */
  const importing = shallowRef<string>()
  const fault = shallowRef<Fault>()
  const refused = shallowRef<RefusedImport>()
  let wanted: string | undefined

  /** Index of each section by its name. */
  const indexOfSection = computed(() => {
    const index = new Map<string, number>()
    view.value?.morphology.sections.name.forEach((name, section) => index.set(name, section))
    return index
  })

  /** Fetches the cell with this id; an older answer that arrives later is dropped. */
  async function show(id: string | undefined, afresh = false): Promise<void> {
    if (!afresh && wanted === id && fault.value === undefined) return
    wanted = id
    fault.value = undefined
    if (!id) {
      view.value = undefined
      loading.value = false
      return
    }
    loading.value = true
    try {
      const next = await useHost().morphologies.view({ id })
      if (wanted === id) view.value = markRaw(next)
    } catch (error) {
      if (wanted === id) fault.value = describeFault(error)
    } finally {
      if (wanted === id) loading.value = false
    }
  }

  async function load(): Promise<void> {
    const host = useHost()
    const [cells, sampleCells] = await Promise.all([host.morphologies.list(), host.morphologies.samples()])
    list.value = cells
    samples.value = sampleCells
  }

  function follow(): () => void {
    return useHost().morphologies.onChange(next => {
      list.value = next
    })
  }

  async function take(
    name: string,
    bytes: Uint8Array | undefined,
    ask: () => Promise<ImportOutcome>,
  ): Promise<ImportOutcome> {
    importing.value = name
    refused.value = undefined
    try {
      const outcome = await ask()
      if (!outcome.summary) refused.value = { name, outcome, bytes }
      return outcome
    } finally {
      importing.value = undefined
    }
  }

  /** Reads a reconstruction file into the project. */
  function importFile(name: string, bytes: Uint8Array, options?: ReadOptions): Promise<ImportOutcome> {
    return take(name, bytes, () => useHost().morphologies.import({ name, bytes, options }))
  }

  /** Takes one of the cells that come with the program. */
  function importSample(name: string): Promise<ImportOutcome> {
    return take(name, undefined, () => useHost().morphologies.importSample({ name }))
  }

  /** Takes a cell out of the project. The host refuses it for the cell that the model is about. */
  async function remove(id: string): Promise<void> {
    await useHost().morphologies.remove({ id })
  }

  function dismissRefused(): void {
    refused.value = undefined
  }

  return {
    list,
    samples,
    view,
    loading,
    importing,
    fault,
    refused,
    indexOfSection,
    show,
    load,
    follow,
    importFile,
    importSample,
    remove,
    dismissRefused,
  }
})
