import type { CellShape } from './cellShape.ts'

/** A stretch of samples that is still to be divided. */
interface Stretch {
  readonly from: number
  readonly to: number
  /** A sample is never more important than the one that divides the stretch around it [µm]. */
  readonly most: number
}

/**
 * How far the drawing would be off without each sample [µm]: beside the axis, or in radius. Ends of sections cannot
 * be missed (Infinity). A drawing that keeps every sample above a tolerance is nowhere off by much more than it
 * (Douglas and Peucker 1973, with the order in which samples are added kept as a number).
 */
export function measureImportance({ samples, sections }: CellShape): Float32Array {
  const importance = new Float32Array(samples.count)
  const stretches: Stretch[] = []
  for (let section = 0; section < sections.count; section++) {
    const from = sections.firstSample[section] as number
    const to = (sections.firstSample[section + 1] as number) - 1
    if (to < from) continue
    importance[from] = Infinity
    importance[to] = Infinity
    stretches.push({ from, to, most: Infinity })
    for (let stretch = stretches.pop(); stretch; stretch = stretches.pop())
      divide(samples, stretch, importance, stretches)
  }
  return importance
}

/** Finds the sample that a straight line between the ends misses most, and leaves both sides of it to be divided. */
function divide(
  samples: CellShape['samples'],
  { from, to, most }: Stretch,
  importance: Float32Array,
  rest: Stretch[],
): void {
  if (to - from < 2) return
  const { x, y, z, diameter } = samples
  const dx = x[to]! - x[from]! // hot: from, to and what lies between are samples of one section
  const dy = y[to]! - y[from]!
  const dz = z[to]! - z[from]!
  const square = dx * dx + dy * dy + dz * dz
  const near = Math.abs(diameter[from]!) / 2
  const widening = Math.abs(diameter[to]!) / 2 - near
  let worst = -1
  let at = (from + to) >> 1
  for (let sample = from + 1; sample < to; sample++) {
    const ax = x[sample]! - x[from]!
    const ay = y[sample]! - y[from]!
    const az = z[sample]! - z[from]!
    const along = square > 0 ? Math.min(1, Math.max(0, (ax * dx + ay * dy + az * dz) / square)) : 0
    const beside = Math.hypot(ax - along * dx, ay - along * dy, az - along * dz)
    const inRadius = Math.abs(Math.abs(diameter[sample]!) / 2 - near - along * widening)
    const off = beside > inRadius ? beside : inRadius
    if (off > worst) {
      worst = off
      at = sample
    }
  }
  const off = Math.min(most, worst)
  importance[at] = off
  rest.push({ from, to: at, most: off }, { from: at, to, most: off })
}
