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
    const filled = new Uint8Array((divisions + 1) * (divisions + 1) * (divisions + 1))
    let count = 0
    const [x0, y0, z0] = [low[0]!, low[1]!, low[2]!]
    for (const i of segments) {
      const steps = Math.max(1, Math.ceil(((arcUm[i + 1]! - arcUm[i]!) / box) * 2))
      for (let step = 0; step <= steps; step++) {
        const at = step / steps
        const u = Math.floor((x[i]! + at * (x[i + 1]! - x[i]!) - x0) / box)
        const v = Math.floor((y[i]! + at * (y[i + 1]! - y[i]!) - y0) / box)
        const w = Math.floor((z[i]! + at * (z[i + 1]! - z[i]!) - z0) / box)
        const slot = (u * (divisions + 1) + v) * (divisions + 1) + w
        if (filled[slot] === 0) {
          filled[slot] = 1
          count++
        }
      }
    }
    return { u: log(divisions), v: log(count) }
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
