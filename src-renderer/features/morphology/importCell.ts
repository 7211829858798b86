import { useLayoutStore } from '../../shell/layoutStore.ts'
import { translate } from '../../i18n/index.ts'
import { cellEndings } from '../../stores/cellEndings.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import type { ImportOutcome } from '../../../src-main/contract/index.ts'

/** The largest file that is read into the window [bytes]; the largest published reconstructions have a tenth of this. */
const mostBytes = 512 * 1024 * 1024

function afterwards(outcome: ImportOutcome): void {
  const layout = useLayoutStore()
  layout.showPanel('cell')
  if (!outcome.summary && useMorphologyStore().view) layout.showPanel('problems')
}

/** Reads one reconstruction into the project. */
export async function importCellFile(file: File): Promise<void> {
  const notices = useNoticesStore()
  if (file.size > mostBytes) {
    const message = translate('import.tooLarge', { name: file.name })
    notices.add({ kind: 'error', title: undefined, message, code: undefined })
    return
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const outcome = await notices.attempt(
    () => useMorphologyStore().importFile(file.name, bytes),
    'import.failed',
  )
  if (outcome) afterwards(outcome)
}

/** Takes a cell that comes with the program. */
export async function importSampleCell(name: string): Promise<void> {
  const outcome = await useNoticesStore().attempt(
    () => useMorphologyStore().importSample(name),
    'import.failed',
  )
  if (outcome) afterwards(outcome)
}

/** Lets the user choose a file from the disk. */
export function chooseCellFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = cellEndings.join(',')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void importCellFile(file)
  })
  input.click()
}
