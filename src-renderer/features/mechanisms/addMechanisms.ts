import { translate } from '../../i18n/index.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useMechanismTextsStore } from '../../stores/mechanismTextsStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { useMechanismView } from './mechanismView.ts'

/** Largest .mod file that is taken [characters]; the longest published ones have a hundredth of it. */
const mostCharacters = 2_000_000

/** Compiles a .mod file into the project and shows it; one with errors is opened in the editor. */
export async function addMechanismFile(file: File): Promise<void> {
  const notices = useNoticesStore()
  const text = await file.text()
  if (text.length > mostCharacters) {
    notices.add({
      kind: 'error',
      title: undefined,
      message: translate('mechanisms.tooLarge', { name: file.name }),
      code: undefined,
    })
    return
  }
  const mechanisms = useMechanismsStore()
  const view = useMechanismView()
  await notices.attempt(async () => {
    const added = await mechanisms.add(file.name, text)
    if (added) {
      useLayoutStore().showPanel('mechanisms')
      view.show(added.name, mechanisms.lastDiagnostics)
      return
    }
    const span = mechanisms.lastDiagnostics.find(({ severity }) => severity === 'error')?.span
    await openFile(file.name, text, span ? { span } : {})
    notices.add({
      kind: 'info',
      title: undefined,
      message: translate('mechanisms.refused', { file: file.name }),
      code: undefined,
    })
  }, 'mechanisms.couldNotAdd')
}

/** Opens a text that is not in the project, and keeps it. */
export async function openFile(
  fileName: string,
  text: string,
  options: Parameters<ReturnType<typeof useMechanismTextsStore>['showFile']>[2] = {},
): Promise<void> {
  const texts = useMechanismTextsStore()
  texts.showFile(fileName, text, options)
  useLayoutStore().showPanel('mechanismText')
  if (texts.currentKey !== undefined) await texts.keep(texts.currentKey)
}

/** Lets the user choose .mod files from the disk. */
export function chooseMechanismFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.mod'
  input.multiple = true
  input.addEventListener('change', async () => {
    for (const file of input.files ?? []) await addMechanismFile(file)
  })
  input.click()
}
