import { sectionType, type Morphology } from '../morphology.ts'
import { branchOrders } from '../measure/branchOrder.ts'
import { sectionLengths } from '../measure/length.ts'
import { sectionsParentsFirst } from '../measure/parentsFirst.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { childrenOfSections } from '../views.ts'

/** Where the sections of a dendrogram lie, one entry for each. */
export interface DendrogramLayout {
  /** Of the 0 end and of the 1 end, in the unit of the distances. */
  readonly start: Float64Array
  readonly end: Float64Array
  /** Rows from 0 at the top: leaves have whole numbers, a branch point lies in the middle of what goes on from it. */
  readonly row: Float64Array
  readonly leaves: number
}

/** Distances of the ends of sections from where their tree starts. */
export interface SectionDistances {
  readonly start: Float64Array
  readonly end: Float64Array
}

/** Path lengths [µm] from the soma, or from the root where there is none. A soma takes no room. */
export function pathDistances(morphology: Morphology): SectionDistances {
  const { count, type, parent, parentX } = morphology.sections
  const lengths = sectionLengths(morphology, storedPointsOfAll(morphology))
  const start = new Float64Array(count)
  const end = new Float64Array(count)
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    if (up >= 0) start[section] = start[up]! + parentX[section]! * (end[up]! - start[up]!)
    end[section] = start[section]! + (type[section] === sectionType.soma ? 0 : lengths[section]!)
  }
  return { start, end }
}

/** Branch orders: every section is as long as any other. A soma takes no room. */
export function orderDistances(morphology: Morphology): SectionDistances {
  const start = Float64Array.from(branchOrders(morphology))
  const { type } = morphology.sections
  return {
    start,
    end: start.map((order, section) => (type[section] === sectionType.soma ? order : order + 1)),
  }
}

/** Rows by the order of leaves, depth first, children in the order of the file. */
export function layDendrogram(morphology: Morphology, { start, end }: SectionDistances): DendrogramLayout {
  const { count, parent } = morphology.sections
  const children = childrenOfSections(morphology)
  const row = new Float64Array(count)
  let leaves = 0
  const pending: number[] = []
  for (let section = count - 1; section >= 0; section--) if (parent[section]! < 0) pending.push(section)
  for (let section = pending.pop(); section !== undefined; section = pending.pop()) {
    const own = children[section]!
    if (own.length === 0) row[section] = leaves++
    for (let i = own.length - 1; i >= 0; i--) pending.push(own[i]!)
  }
  const order = sectionsParentsFirst(morphology)
  for (let i = count - 1; i >= 0; i--) {
    const section = order[i]!
    const own = children[section]!
    if (own.length === 0) continue
    let low = Infinity
    let high = -Infinity
    for (const child of own) {
      low = Math.min(low, row[child]!)
      high = Math.max(high, row[child]!)
    }
    row[section] = (low + high) / 2
  }
  return { start, end, row, leaves }
}
