import { log } from '../../../math/elementary.ts'
import type { Selection } from '../cell/selection.ts'
import { type Feature, ofCell } from './feature.ts'
import { samplesOfCell } from './selectedSamples.ts'

/** Boxes are halved this often, from an eighth of the cell's largest side down. */
const sizes = 5
const firstDivision = 8

/**
 * Box-counting dimension of the segments: slope of log N over log 1/ε for boxes from an eighth of the cell's largest side
 * to a 128th of it. Each segment is sampled at steps of half a box, so that it misses no box that it crosses by more than
 * that.
 */
function boxCountingDimension(selection: Selection): number {
  const { cell, segments } = selection
  const { x, y, z, arcUm } = cell.points
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  const columns = [x, y, z]
  for (const sample of selection.of(samplesOfCell)) {
    columns.forEach((column, k) => {
      low[k] = Math.min(low[k]!, column[sample]!)
      high[k] = Math.max(high[k]!, column[sample]!)
    })
  }
  const side = Math.max(...high.map((value, k) => value - low[k]!))
  if (!(side > 0)) return NaN
  const counts = Array.from({ length: sizes }, (_, level) => {
    const divisions = firstDivision * (1 << level)
    const box = side / divisions
    const filled = new Set<number>()
    const index = (value: number, k: number) => Math.floor((value - low[k]!) / box)
    for (const i of segments) {
      const steps = Math.max(1, Math.ceil(((arcUm[i + 1]! - arcUm[i]!) / box) * 2))
      for (let step = 0; step <= steps; step++) {
        const at = step / steps
        const u = index(x[i]! + at * (x[i + 1]! - x[i]!), 0)
        const v = index(y[i]! + at * (y[i + 1]! - y[i]!), 1)
        const w = index(z[i]! + at * (z[i + 1]! - z[i]!), 2)
        filled.add((u * (divisions + 1) + v) * (divisions + 1) + w)
      }
    }
    return { u: log(divisions), v: log(filled.size) }
  })
  const mean = (of: 'u' | 'v') => counts.reduce((sum, count) => sum + count[of], 0) / sizes
  const [meanU, meanV] = [mean('u'), mean('v')]
  let [uu, uv] = [0, 0]
  for (const { u, v } of counts) {
    uu += (u - meanU) * (u - meanU)
    uv += (u - meanU) * (v - meanV)
  }
  return uv / uu
}

/** Dimension by counting boxes. */
export const boxCountingFeatures: readonly Feature[] = [
  ofCell(boxCountingDimension, {
    id: 'box-counting-dimension',
    title: 'Box-counting dimension',
    unit: '1',
    definition:
      'Slope of log N over log 1/ε, where N boxes of side ε hold a piece of a neurite, for ε from an eighth to a 128th of the cell’s largest side.',
    source: { paper: 'Smith et al. 1996, J Neurosci Methods 69:123' },
    scaling: 0,
    frame: 'axes',
  }),
]
