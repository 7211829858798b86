import type { MeasuredCell } from '../cell/measuredCell.ts'
import { lengths } from './sectionSums.ts'

/** Length along the neurite from its start to the 0 end of each section [µm], shape [sections]. */
export function sectionStarts(cell: MeasuredCell): Float64Array {
  const { tree } = cell
  const length = cell.of(lengths)
  const starts = new Float64Array(length.length)
  for (const section of tree.order) {
    const up = tree.parent[section]!
    if (up >= 0) starts[section] = starts[up]! + tree.parentX[section]! * length[up]!
  }
  return starts
}

/** The same to the 1 end: the section's own length is part of it. */
export function sectionEnds(cell: MeasuredCell): Float64Array {
  const length = cell.of(lengths)
  return cell.of(sectionStarts).map((start, section) => start + length[section]!)
}

/** Path length from the neurite's start to every sample of neurites [µm], shape [samples]; NaN in the soma. */
export function sampleArcs(cell: MeasuredCell): Float64Array {
  const starts = cell.of(sectionStarts)
  const arcs = new Float64Array(cell.points.count).fill(NaN)
  for (const section of cell.tree.order) {
    for (let i = cell.first(section); i <= cell.last(section); i++)
      arcs[i] = starts[section]! + cell.points.arcUm[i]!
  }
  return arcs
}
