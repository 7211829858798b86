import type { TracedCell } from '../../traced/tracedCell.ts'
import type { ReaderInput } from '../format.ts'

/** Says what the format leaves open: which neurites are axons, and what trees without a soma hang on. */
export function remarkDigitised(cell: TracedCell, hasSoma: boolean, { report }: ReaderInput): void {
  const trees = cell.sections.filter(section => !section.parent).length
  if (!hasSoma && trees > 0) report.say('digitised/no-soma', { trees })
  if (cell.sections.length > 0) report.say('digitised/types-assumed', {})
}
