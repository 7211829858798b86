import type { MeasuredCell } from '../cell/measuredCell.ts'
import type { Selection } from '../cell/selection.ts'
import { sectionEnds, sectionStarts } from '../features/pathDistances.ts'
import { radialDistances } from '../features/sectionDistances.ts'

/** By what distance from the neurite's start branches are born and die. */
export type PersistenceDistance = 'path' | 'radial'

/** A branch of a barcode. */
export interface Bar {
  /** Distance of the branch's end [µm]: where it is born, coming from outside. */
  readonly birth: number
  /** Distance of the branching point at which a longer branch takes over; 0 for the longest of a neurite [µm]. */
  readonly death: number
  /** The section that ends there. */
  readonly section: number
}

/**
 * The persistence barcode of the selected neurites: the topological morphology descriptor (Kanari et al. 2018,
 * Neuroinformatics 16:3). At each branching point the branch whose end lies farthest from the neurite's start lives on; the
 * others die there. One bar for each end.
 */
export function persistenceBarcode(selection: Selection, distance: PersistenceDistance): readonly Bar[] {
  const { cell } = selection
  const { tree } = cell
  const kept = new Uint8Array(tree.root.length)
  for (const neurite of selection.neurites) kept[neurite] = 1
  const { atEnd, atStart } = distancesOf(cell, distance)
  const bars: Bar[] = []
  // Of each section the end that lives on into it: its distance and its section.
  const birth = new Float64Array(tree.parent.length)
  const living = new Int32Array(tree.parent.length).fill(-1)
  for (let at = tree.order.length - 1; at >= 0; at--) {
    const section = tree.order[at]!
    if (kept[tree.neurite[section]!] !== 1) continue
    let best = -1
    for (let k = tree.firstChild[section]!; k < tree.firstChild[section + 1]!; k++) {
      const child = tree.children[k]!
      if (best < 0 || birth[child]! > birth[best]!) best = child
    }
    for (let k = tree.firstChild[section]!; k < tree.firstChild[section + 1]!; k++) {
      const child = tree.children[k]!
      if (child !== best) bars.push({ birth: birth[child]!, death: atStart[child]!, section: living[child]! })
    }
    birth[section] = best < 0 ? atEnd[section]! : birth[best]!
    living[section] = best < 0 ? section : living[best]!
    if (tree.parent[section]! < 0) bars.push({ birth: birth[section]!, death: 0, section: living[section]! })
  }
  return bars.sort((a, b) => b.birth - a.birth || a.death - b.death || a.section - b.section)
}

function distancesOf(cell: MeasuredCell, distance: PersistenceDistance) {
  if (distance === 'path') return { atEnd: cell.of(sectionEnds), atStart: cell.of(sectionStarts) }
  const atEnd = cell.of(radialDistances)
  const { points, tree } = cell
  const atStart = Float64Array.from(tree.neurite, (neurite, section) => {
    if (neurite < 0) return NaN
    if (tree.parent[section]! < 0) return 0
    if (tree.parentX[section] === 1) return atEnd[tree.parent[section]!]!
    const root = cell.first(tree.root[neurite]!)
    const first = cell.first(section)
    const [dx, dy, dz] = [points.x, points.y, points.z].map(column => column[first]! - column[root]!)
    return Math.sqrt(dx! * dx! + dy! * dy! + dz! * dz!)
  })
  return { atEnd, atStart }
}
