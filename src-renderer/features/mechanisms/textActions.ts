import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { FolderFile, MechanismInfo } from '../../../src-main/contract/index.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useApplicationStore } from '../../stores/applicationStore.ts'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useMechanismTextsStore } from '../../stores/mechanismTextsStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { openFile } from './addMechanisms.ts'
import { useMechanismView } from './mechanismView.ts'
import { freeName, newMechanismText, renamedText } from './newText.ts'

/** Opens a mechanism's text, at a finding if there is one. */
export function openText(info: MechanismInfo, diagnostic?: Diagnostic): void {
  useMechanismTextsStore().showMechanism(info, diagnostic?.span)
  useLayoutStore().showPanel('mechanismText')
}

const namesTaken = (): Set<string> => {
  const opened = useMechanismTextsStore().open.map(({ fileName }) => fileName.replace(/\.mod$/, ''))
  return new Set([...useMechanismsStore().list.map(({ name }) => name), ...opened])
}

/** Begins a mechanism of one's own. */
export async function newText(): Promise<void> {
  const name = freeName('channel', namesTaken())
  const text = newMechanismText(name)
  const start = text.indexOf(`SUFFIX ${name}`) + 'SUFFIX '.length
  await openFile(`${name}.mod`, text, { span: { start, end: start + name.length } })
}

/** Opens a copy of a library mechanism, under a name of its own so that both can be used. */
export async function copyToProject(info: MechanismInfo): Promise<void> {
  const name = freeName(info.name, namesTaken())
  const { text, span } = renamedText(info, name)
  await openFile(`${name}.mod`, text, span ? { span } : {})
}

/** Opens a file of the watched folder. */
export async function openFolderFile(file: FolderFile): Promise<void> {
  const info = file.mechanism === undefined ? undefined : useMechanismsStore().byName.get(file.mechanism)
  await useNoticesStore().attempt(async () => {
    await useMechanismTextsStore().showFolderFile(file, info)
    useLayoutStore().showPanel('mechanismText')
  })
}

/** Asks for a folder and watches it. */
export async function watchFolder(): Promise<void> {
  if (useApplicationStore().info?.shell === 'electron') {
    await useNoticesStore().attempt(() => useMechanismsStore().watchFolder(), 'mechanisms.couldNotWatch')
  } else {
    useLayoutStore().showPanel('mechanisms')
    useMechanismView().askingForFolder = true
  }
}
