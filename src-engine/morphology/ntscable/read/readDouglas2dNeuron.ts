import { scanDouglas2d } from '../../formats/douglas/scanDouglas2d.ts'
import type { ReaderInput } from '../../formats/format.ts'
import { textBetween } from '../../text/decodeText.ts'
import { branchesOf } from '../branches.ts'
import type { NtscableOptions } from '../options.ts'
import { none } from '../pointTree.ts'
import { Tracing } from '../tracing.ts'
import { commentBefore } from './comment.ts'

/** Neighbouring branches are drawn so many times their half diameters apart. */
const branchSpacing = 1.2

/**
 * A Douglas 2D file: cylinders, so that a point is put twice where the diameter changes. Coordinates are made up for a
 * diagram: x is the length from the soma's left end, every branch has a y of its own (SPEC.md, K9).
 */
export function readDouglas2dNeuron(input: ReaderInput, options: NtscableOptions): Tracing {
  const tracing = new Tracing('Douglas 2D', input.name, options)
  const { correctX, correctY, correctZ, correctDiameter } = options
  if (correctX !== correctY || correctX !== correctZ) tracing.say('ntscable/no-coordinates', {})
  const { soma, cylinders } = scanDouglas2d(input)
  const text = textBetween(input.text, 0, 20_000)
  tracing.comment = commentBefore(text, text.search(/^branchID\s+br\.ord/im))
  const { tree } = tracing
  tree.isDiagram = true
  /** 1 where a cylinder ends; a point there is put again before the next cylinder. */
  const isCylinderEnd: number[] = []
  const waiting: number[] = []
  let at = none
  for (const { lengthUm, diameterUm, termination, line } of cylinders) {
    const diameter = diameterUm * correctDiameter
    if (at === none) at = tree.addRoot({ x: 0, y: 0, z: 0, diameter, line })
    if (isCylinderEnd[at]) at = tree.appendAtLength(at, 0, diameter, line)
    at = tree.appendAtLength(at, lengthUm * correctX, diameter, line)
    isCylinderEnd[at] = 1
    tracing.pointCount += 2
    if (termination === 'bp') waiting.push(at)
    else {
      tracing.branchCount++
      at = waiting.pop() ?? none
    }
  }
  const missing = waiting.length + (at === none ? 0 : 1)
  if (missing > 0) {
    const place = { line: cylinders.at(-1)?.line ?? 0 }
    tracing.say('ntscable/missing-branches', { count: missing }, place)
  }
  if (soma) {
    const length = soma.lengthUm * correctX
    const y = soma.diameterUm / 2
    tracing.soma.x.push(0, length)
    tracing.soma.y.push(y, y)
    tracing.soma.z.push(0, 0)
    tracing.soma.diameter.push(soma.diameterUm, soma.diameterUm)
  }
  drawDiagram(tracing, soma ? { x: soma.lengthUm * correctX, y: soma.diameterUm } : { x: 0, y: 0 })
  return tracing
}

/** Gives every point an x and a y: a branch is a horizontal line, above those that were drawn before. */
function drawDiagram(tracing: Tracing, start: { readonly x: number; readonly y: number }): void {
  const { tree } = tracing
  /** Of what goes on from a point, without its end. */
  const widest = new Float64Array(tree.count)
  for (let point = tree.count - 1; point >= 0; point--) {
    const next = tree.next[point]!
    if (next !== none) widest[point] = Math.max(tree.diameter[point]!, widest[next]!)
  }
  let y = start.y
  for (const { origin, first, parent } of branchesOf(tree)) {
    // The original program takes the width of what goes on at the branch point, also for what starts there.
    y += (branchSpacing * widest[origin]!) / 2
    if (parent === none) {
      tree.x[origin] = start.x
      tree.y[origin] = y
    }
    for (let point = first; point !== none; point = tree.next[point]!) {
      tree.x[point] = tree.x[tree.parent[point]!]! + tree.length[point]!
      tree.y[point] = y
    }
  }
}
