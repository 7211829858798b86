import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ApplicationInfo } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** What this program is, and whether the engine is there. */
export const useApplicationStore = defineStore('application', () => {
  const info = shallowRef<ApplicationInfo>()

  async function load(): Promise<void> {
    info.value = await useHost().application.info()
  }

  return { info, load }
})
