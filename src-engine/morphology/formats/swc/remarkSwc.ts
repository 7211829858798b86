import { sectionType } from '../../morphology.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import type { ReaderInput } from '../format.ts'
import type { OrderedSwc } from './orderSwc.ts'

/** Says what is odd about an SWC cell that can be read nevertheless. */
export function remarkSwc(ordered: OrderedSwc, input: ReaderInput): void {
  const { points, parent } = ordered
  const { report, options } = input
  remarkDiameters(points, 0, points.count, report)
  let somaPoints = 0
  let firstRoot = -1
  for (let row = 0; row < points.count; row++) {
    if (points.type[row] === sectionType.soma) somaPoints++
    if (parent[row]! >= 0) continue
    const place = { line: points.line[row]! }
    const facts = { id: points.id[row]! }
    if (firstRoot < 0) firstRoot = row
    else if (options.extraRoots === 'neuron') report.say('swc/extra-root-joined', facts, place)
    else report.say('swc/extra-root', facts, place)
  }
  if (somaPoints === 0) report.say('swc/no-soma', {})
  else if (points.type[firstRoot] !== sectionType.soma) {
    report.say('swc/root-is-not-soma', { id: points.id[firstRoot]! }, { line: points.line[firstRoot]! })
  }
}
