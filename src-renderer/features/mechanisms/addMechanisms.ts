import { translate } from '../../i18n/index.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { useMechanismsStore } from '../../stores/mechanismsStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { useMechanismView } from './mechanismView.ts'

/** Largest .mod file that is taken [characters]; the longest published ones have a hundredth of it. */
const mostCharacters = 2_000_000

/** Compiles a .mod file into the project and shows it, or what is wrong with it. */
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
    useLayoutStore().showPanel('mechanisms')
    if (added) view.show(added.name)
    view.note({
      fileName: file.name,
      text,
      diagnostics: mechanisms.lastDiagnostics,
      refused: added === undefined,
    })
  }, 'mechanisms.couldNotAdd')
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
