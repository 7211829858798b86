import { sectionType } from '../../morphology.ts'
import type { SwcLayout } from './laySwc.ts'

/**
 * The first sample of a section that gets a line of its own: the second, where the first is what the reader makes of
 * the parent point (rules S12 and S13); otherwise the first.
 */
export function firstOwnSample(layout: SwcLayout, section: number): 0 | 1 {
  const { morphology, samples, rows, hook, insideSoma, children, options } = layout
  const { firstSample, type, parent } = morphology.sections
  const start = firstSample[section]!
  const up = hook[section]!
  if (up < 0 || !rows.isAt(up, samples.x[start]!, samples.y[start]!, samples.z[start]!)) return 0
  const isShort = firstSample[section + 1]! - start === 2
  const leavesSoma = type[parent[section]!] === sectionType.soma && type[section] !== sectionType.soma
  // To longer branches the reader draws a wire there, and adds nothing.
  if (insideSoma[section] && !isShort) return 0
  // A lone point on a soma that branches would have the branches at its near end (rule S19).
  if (leavesSoma && isShort && children[section]!.length > 0) return 0
  const copied = leavesSoma ? samples.diameter[start + 1] : rows.points.diameter[up]
  return copied === samples.diameter[start] || (options.jumps === 'taper' && !insideSoma[section]) ? 1 : 0
}
