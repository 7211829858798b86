import { sectionType } from '../../morphology.ts'
import type { OrderedSwc } from './orderSwc.ts'

/** Labels that NeuronStudio and others give to branch points and ends instead of a type. */
export const forkLabel = 5
export const endLabel = 6

/**
 * Gives points that are only labelled as forks and ends the type of their neurite (rules S22 and S25): that of the parent
 * or, where that is a soma or none, of the first point further out that has one.
 *
 * @param inRuns also 0 within an unbranched run, where SWC+ lets it stand for the type of the run
 */
export function settleTypes({ points, parent }: OrderedSwc, inRuns: boolean): void {
  const { count, type } = points
  const isLabel = (row: number) => type[row] === forkLabel || type[row] === endLabel
  const children = new Int32Array(count)
  /** Type of the first labelled-through descendant; −1 for none. */
  const further = new Int32Array(count).fill(-1)
  for (let row = count - 1; row >= 0; row--) {
    const up = parent[row]!
    if (up < 0) continue
    children[up]!++
    const own = isLabel(row) ? further[row]! : type[row]!
    if (own >= 0 && own !== sectionType.soma) further[up] = own
  }
  for (let row = 0; row < count; row++) {
    const up = parent[row]!
    const isUnsaid = inRuns && type[row] === sectionType.undefined && up >= 0 && children[up] === 1
    if (!isLabel(row) && !isUnsaid) continue
    const above = up < 0 || type[up] === sectionType.soma ? undefined : type[up]
    if (above !== undefined) type[row] = above
    else if (isLabel(row)) type[row] = Math.max(further[row]!, sectionType.undefined)
  }
}

/** Whether every 5 is a fork and every 6 an end, and there are both: then they are labels and no types. */
export function hasForkLabels({ points, parent }: OrderedSwc): boolean {
  const children = new Int32Array(points.count)
  for (let row = 0; row < points.count; row++) if (parent[row]! >= 0) children[parent[row]!]!++
  let forks = 0
  let ends = 0
  for (let row = 0; row < points.count; row++) {
    if (points.type[row] === forkLabel) {
      if (children[row]! < 2) return false
      forks++
    } else if (points.type[row] === endLabel) {
      if (children[row] !== 0) return false
      ends++
    }
  }
  return forks > 0 && ends > 0
}
