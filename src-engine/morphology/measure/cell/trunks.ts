import { sectionType } from '../../morphology.ts'
import type { MeasuredCell } from './measuredCell.ts'

/**
 * The sample at which each neurite begins, shape [neurites]: the first of its first section, or the second where the first
 * repeats a point of the soma.
 */
export function trunkSamples(cell: MeasuredCell): Int32Array {
  const { sections, samples } = cell.morphology
  const key = (i: number) => `${samples.x[i]!} ${samples.y[i]!} ${samples.z[i]!}`
  const ofSoma = new Set<string>()
  for (let section = 0; section < sections.count; section++) {
    if (sections.type[section] !== sectionType.soma) continue
    for (let i = cell.first(section); i <= cell.last(section); i++) ofSoma.add(key(i))
  }
  return cell.tree.root.map(section => {
    const first = cell.first(section)
    const parent = sections.parent[section]!
    const leavesSoma = parent >= 0 && sections.type[parent] === sectionType.soma
    return leavesSoma && !sections.wire[section] && ofSoma.has(key(first)) ? first + 1 : first
  })
}
