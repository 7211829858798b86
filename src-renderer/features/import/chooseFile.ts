import { useLayoutStore } from '../../shell/layoutStore.ts'
import { cellEndings } from '../../stores/cellEndings.ts'
import { useImportStore } from '../../stores/importStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'

/** Lets the user choose a file to look at before it is imported. */
export function chooseFileToLookAt(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = cellEndings.join(',')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void lookAt(file)
  })
  input.click()
}

async function lookAt(file: File): Promise<void> {
  await useNoticesStore().attempt(async () => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    useLayoutStore().showPanel('import')
    await useImportStore().open({ name: file.name, bytes })
  }, 'import.failed')
}

/** Looks at the file of the cell that is shown, to read it in another way. */
export async function lookAtShownCell(): Promise<void> {
  const id = useMorphologyStore().view?.summary.id
  if (id === undefined) return
  useLayoutStore().showPanel('import')
  await useNoticesStore().attempt(() => useImportStore().openCell(id), 'import.failed')
}
