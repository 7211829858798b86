import type { TracedCell } from '../../../traced/tracedCell.ts'
import type { PlusHeader } from './plusHeader.ts'

const standardNames = /^(soma|axon|dend|apic|(dend|minus)_\d+)$/

/** Names sections by the types that the file declares, where that makes a name (rule S24). */
export function nameArrays(cell: TracedCell, header: PlusHeader): void {
  for (const section of cell.sections) {
    const array = (header.type(section.type)?.name ?? '').trim().replaceAll(/[^A-Za-z0-9]+/g, '_')
    if (/^[A-Za-z]\w*$/.test(array) && !standardNames.test(array)) section.array = array
  }
}
