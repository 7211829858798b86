import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type { ReadOptions } from '../../src-engine/morphology/formats/format.ts'
import type { ImportPreview } from '../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../host/fault.ts'
import { useHost } from '../host/useHost.ts'
import { splitLines } from './sourceStore.ts'

/** A file that is looked at before it becomes a cell. */
export interface LookedAt {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The file that is being looked at, how it shall be read, and what that would give. Older answers are dropped. */
export const useImportStore = defineStore('import', () => {
  const file = shallowRef<LookedAt>()
  /** The archive that the file came out of, with the paths in it. */
  const archive = shallowRef<LookedAt & { readonly entries: readonly string[]; readonly path: string }>()
  const options = shallowRef<ReadOptions>({})
  const preview = shallowRef<ImportPreview>()
  const busy = shallowRef(false)
  const fault = shallowRef<Fault>()
  const lines = computed(() => splitLines(preview.value?.text ?? ''))
  let asked = 0

  async function look(): Promise<void> {
    const one = file.value
    if (!one) return
    const number = ++asked
    busy.value = true
    fault.value = undefined
    try {
      const answer = await useHost().morphologies.preview({ ...one, options: options.value })
      if (number !== asked) return
      const [first] = answer.entries
      if (first !== undefined) {
        archive.value = markRaw({ ...one, entries: answer.entries, path: '' })
        await chooseEntry(first)
      } else preview.value = markRaw(answer)
    } catch (error) {
      if (number === asked) fault.value = describeFault(error)
    } finally {
      if (number === asked) busy.value = false
    }
  }

  /** Looks at a file, read in the usual way or as it was read before. */
  async function open(next: LookedAt, how: ReadOptions = {}): Promise<void> {
    archive.value = undefined
    file.value = markRaw(next)
    options.value = how
    preview.value = undefined
    await look()
  }

  /** Looks at the file of a cell of the project. */
  async function openCell(id: string): Promise<void> {
    const { name, bytes, options: how } = await useHost().morphologies.file({ id })
    await open({ name, bytes }, how)
  }

  /** Looks at another file of the archive. */
  async function chooseEntry(path: string): Promise<void> {
    const from = archive.value
    if (!from) return
    const { name, bytes } = await useHost().morphologies.entry({ name: from.name, bytes: from.bytes, path })
    archive.value = markRaw({ ...from, path })
    file.value = markRaw({ name, bytes })
    const { cell: _cell, ...others } = options.value
    options.value = others
    await look()
  }

  /** Makes one choice of reading; undefined is the usual one. */
  async function choose<Key extends keyof ReadOptions>(
    key: Key,
    value: ReadOptions[Key] | undefined,
  ): Promise<void> {
    const next: ReadOptions = { ...options.value }
    delete next[key]
    options.value = value === undefined ? next : { ...next, [key]: value }
    await look()
  }

  return { file, archive, options, preview, busy, fault, lines, open, openCell, chooseEntry, choose }
})
