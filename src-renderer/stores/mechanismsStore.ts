import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { MechanismInfo } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** The mechanisms that the model may use: the library's and the project's own. */
export const useMechanismsStore = defineStore('mechanisms', () => {
  const list = shallowRef<readonly MechanismInfo[]>([])
  const loaded = shallowRef(false)
  /** What the compiler said about the .mod file that was added last. */
  const lastDiagnostics = shallowRef<readonly Diagnostic[]>([])

  const byName = computed(() => new Map(list.value.map(mechanism => [mechanism.name, mechanism])))
  const density = computed(() => list.value.filter(mechanism => mechanism.kind === 'density'))
  const point = computed(() => list.value.filter(mechanism => mechanism.kind === 'point'))

  async function load(): Promise<void> {
    list.value = await useHost().mechanisms.list()
    loaded.value = true
  }

  function follow(): () => void {
    return useHost().mechanisms.onChange(next => {
      list.value = next
    })
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

  return { list, loaded, byName, density, point, lastDiagnostics, load, follow, add, remove }
})
