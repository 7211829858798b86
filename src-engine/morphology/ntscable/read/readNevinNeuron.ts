import type { ReaderInput } from '../../formats/format.ts'
import { scanNevin } from '../../formats/nevin/scanNevin.ts'
import { textBetween } from '../../text/decodeText.ts'
import type { NtscableOptions } from '../options.ts'
import { none } from '../pointTree.ts'
import { Tracing } from '../tracing.ts'

/**
 * A Nevin file: branches depth first as in Eutectic files, without origins. The soma is a row of S points; a B or T
 * within it belongs to it too (SPEC.md, K8).
 */
export function readNevinNeuron(input: ReaderInput, options: NtscableOptions): Tracing {
  const tracing = new Tracing('Nevin', input.name, options)
  const { tree, soma } = tracing
  const { points, types, numbers, fiducials, damaged, headerLine } = scanNevin(input)
  const head = textBetween(input.text, 0, 20_000).split(/\r\n|\n|\r/)
  tracing.comment = head.slice(0, Math.max(0, headerLine - 1))
  for (const { line, type } of fiducials) tracing.drop(line, type, 'a fiducial point is no part of the cell')
  for (const { line, type } of damaged) tracing.drop(line, type, 'the line is damaged')
  const { correctX, correctY, correctZ, correctDiameter } = options
  const waiting: number[] = []
  let at = none
  let isInSoma = false
  types.forEach((type, row) => {
    const x = points.x[row]! * correctX
    const y = points.y[row]! * correctY
    const z = points.z[row]! * correctZ
    const diameter = points.diameter[row]!
    if (type === 'S' || (isInSoma && type !== 'C')) {
      if (soma.x.length === 0) isInSoma = true
      const number = numbers[row] ?? 0
      tracing.somaNumbers = { first: tracing.somaNumbers?.first ?? number, last: number }
      soma.x.push(x)
      soma.y.push(y)
      soma.z.push(z)
      soma.diameter.push(diameter)
      if (type === 'T') isInSoma = false
      return
    }
    isInSoma = false
    const place = { x, y, z, diameter: diameter * correctDiameter, line: points.line[row]! }
    at = at === none ? tree.addRoot(place) : tree.append(at, place)
    tracing.pointCount++
    if (type === 'B') waiting.push(at)
    if (type !== 'T') return
    tracing.branchCount++
    at = waiting.pop() ?? none
  })
  if (at !== none) {
    const isBack = tree.next[at] !== none
    const place = { line: tree.line[at] ?? 0 }
    if (!isBack) tracing.say('ntscable/branch-without-end', {}, place)
    const missing = waiting.length + (isBack ? 1 : 0)
    if (missing > 0) tracing.say('ntscable/missing-branches', { count: missing }, place)
  }
  return tracing
}
