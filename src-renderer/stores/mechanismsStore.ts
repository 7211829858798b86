import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { LanguageReference } from '../../src-engine/nmodl/language/reference.ts'
import type { MechanismDraft, MechanismInfo, WatchedFolder } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** The mechanisms that the model may use: the library's and the project's own; and the folder that is watched. */
export const useMechanismsStore = defineStore('mechanisms', () => {
  const list = shallowRef<readonly MechanismInfo[]>([])
  const loaded = shallowRef(false)
  const folder = shallowRef<WatchedFolder>()
  /** What was being written when the project was opened. */
  const drafts = shallowRef<readonly MechanismDraft[]>([])
  /** The words of NMODL; the same for ever. */
  const language = shallowRef<LanguageReference>()
  /** What the compiler said about the .mod file that was added last. */
  const lastDiagnostics = shallowRef<readonly Diagnostic[]>([])

  const byName = computed(() => new Map(list.value.map(mechanism => [mechanism.name, mechanism])))
  const density = computed(() => list.value.filter(mechanism => mechanism.kind === 'density'))
  const point = computed(() => list.value.filter(mechanism => mechanism.kind === 'point'))

  async function load(): Promise<void> {
    const { mechanisms } = useHost()
    const [all, watched, kept, words] = await Promise.all([
      mechanisms.list(),
      mechanisms.folder(),
      mechanisms.drafts(),
      language.value ?? mechanisms.language(),
    ])
    list.value = all
    folder.value = watched
    drafts.value = kept
    language.value = words
    loaded.value = true
  }

  function follow(): () => void {
    const { mechanisms } = useHost()
    const stops = [
      mechanisms.onChange(next => {
        list.value = next
      }),
      mechanisms.onFolder(next => {
        folder.value = next
      }),
    ]
    return () => stops.forEach(stop => stop())
  }

  /** Compiles a .mod file into the project; undefined where it has errors (see `lastDiagnostics`). */
  async function add(fileName: string, text: string): Promise<MechanismInfo | undefined> {
    const { mechanism, diagnostics } = await useHost().mechanisms.add({ fileName, text })
    lastDiagnostics.value = diagnostics
    return mechanism
  }

  async function remove(name: string): Promise<void> {
    await useHost().mechanisms.remove({ name })
  }

  /** Watches a folder; without a path the system's dialog asks. */
  async function watchFolder(path?: string): Promise<void> {
    folder.value = await useHost().mechanisms.watchFolder({ path })
  }

  async function unwatchFolder(): Promise<void> {
    await useHost().mechanisms.unwatchFolder()
  }

  return {
    ...{ list, loaded, folder, drafts, language, byName, density, point, lastDiagnostics },
    ...{ load, follow, add, remove, watchFolder, unwatchFolder },
  }
})
