import { useLayoutStore } from '../../shell/layoutStore.ts'
import { cellEndings } from '../../stores/cellEndings.ts'
import { useConversionStore } from '../../stores/conversionStore.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'

/** Converts the cell that is shown, and stays with it when another one is. */
export async function convertShownCell(): Promise<void> {
  const summary = useMorphologyStore().view?.summary
  if (!summary) return
  const { id, name } = summary
  await useConversionStore().open({ name, source: { kind: 'cell', id }, follows: true })
}

/** Opens the panel on the cell that is shown. */
export async function showConversion(): Promise<void> {
  useLayoutStore().showPanel('convert')
  await convertShownCell()
}

/** Lets the user choose a file to convert, which need not be in the project. */
export function chooseFileToConvert(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = cellEndings.join(',')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (!file) return
    void useNoticesStore().attempt(async () => {
      const { name } = file
      const bytes = new Uint8Array(await file.arrayBuffer())
      useLayoutStore().showPanel('convert')
      await useConversionStore().open({ name, source: { kind: 'file', name, bytes }, follows: false })
    }, 'convert.failed')
  })
  input.click()
}
