import { translate } from '../../../i18n/index.ts'
import { isInFolder } from '../../../stores/mechanismTexts.ts'
import { useMechanismTextsStore } from '../../../stores/mechanismTextsStore.ts'
import { useMechanismsStore } from '../../../stores/mechanismsStore.ts'
import { useNoticesStore } from '../../../stores/noticesStore.ts'

/** Puts the text that is in view into the project. With errors it stays a draft, and a notice says so. */
export async function saveText(): Promise<void> {
  const texts = useMechanismTextsStore()
  const notices = useNoticesStore()
  const { current } = texts
  if (!current || current.origin === 'library') return
  await notices.attempt(async () => {
    const said = await texts.save(current.key, isInFolder(current, useMechanismsStore().folder))
    const wrong = said.find(({ severity }) => severity === 'error')
    if (wrong) {
      await texts.keep(current.key)
      notices.add({
        kind: 'info',
        title: undefined,
        message: translate('mechanisms.editor.notSaved', { file: current.fileName }),
        code: wrong.code,
      })
      return
    }
    // What is said only of mechanisms together, such as that two now exist side by side.
    for (const { message, code } of said.filter(one => one.code.startsWith('mechanism/')))
      notices.add({ kind: 'info', title: undefined, message, code })
  }, 'mechanisms.editor.couldNotSave')
}
