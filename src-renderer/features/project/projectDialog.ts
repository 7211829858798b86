import { shallowRef } from 'vue'
import { useApplicationStore } from '../../stores/applicationStore.ts'
import { useProjectStore } from '../../stores/projectStore.ts'

/** Which dialog is open. In the browser a project is named here; in Electron the system's dialog asks. */
export const projectDialog = shallowRef<'none' | 'open' | 'create'>('none')

const hasSystemDialog = (): boolean => useApplicationStore().info?.shell === 'electron'

/** Opens another project. */
export async function openProject(): Promise<void> {
  if (hasSystemDialog()) await useProjectStore().open()
  else projectDialog.value = 'open'
}

/** Makes a new project. */
export async function createProject(): Promise<void> {
  if (hasSystemDialog()) await useProjectStore().create()
  else projectDialog.value = 'create'
}

/** The file name of a project with this title: the ending is added where it is missing. */
export function projectFileName(title: string): string {
  const name = title.trim()
  return name.toLowerCase().endsWith('.hillock') ? name : `${name}.hillock`
}

/** Why a title cannot be a file name: a message key. Undefined where it can. */
export function checkProjectTitle(title: string, taken: readonly string[]): string | undefined {
  const name = title.trim()
  if (name === '') return 'project.nameEmpty'
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be in a file name
  if (/[\\/:*?"<>|\u0000-\u001f]/.test(name) || name.startsWith('.')) return 'project.nameForbidden'
  const plain = (other: string): string => other.toLowerCase().replace(/\.hillock$/, '')
  return taken.some(other => plain(other) === plain(name)) ? 'project.nameTaken' : undefined
}
