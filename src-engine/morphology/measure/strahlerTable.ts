import type { Selection } from './cell/selection.ts'
import { lengths, meanRadii } from './features/sectionSums.ts'
import { strahlerOrders } from './features/subtrees.ts'

/** One row for each Strahler order. */
export interface StrahlerRow {
  readonly order: number
  /** Sections of this order. */
  readonly sections: number
  /** Unbroken runs of sections of this order, the streams of Horton and Strahler. */
  readonly branches: number
  readonly lengthUm: number
  /** Weighted with length [µm]. */
  readonly meanDiameterUm: number
  /** Branches of this order over those of the next; NaN for the last. */
  readonly bifurcationRatio: number
}

/** How many branches of each Strahler order are selected, and how long they are (Horton 1945, Strahler 1957). */
export function strahlerTable({ cell, sections }: Selection): readonly StrahlerRow[] {
  const orders = cell.of(strahlerOrders)
  const [length, radius] = [cell.of(lengths), cell.of(meanRadii)]
  const rows: { sections: number; branches: number; lengthUm: number; moment: number }[] = []
  for (const section of sections) {
    const order = orders[section]!
    while (rows.length < order) rows.push({ sections: 0, branches: 0, lengthUm: 0, moment: 0 })
    const row = rows[order - 1]!
    const up = cell.tree.parent[section]!
    row.sections++
    if (up < 0 || orders[up] !== order) row.branches++
    row.lengthUm += length[section]!
    if (length[section]! > 0) row.moment += 2 * radius[section]! * length[section]!
  }
  return rows.map(({ sections: count, branches, lengthUm, moment }, k) => ({
    order: k + 1,
    sections: count,
    branches,
    lengthUm,
    meanDiameterUm: lengthUm > 0 ? moment / lengthUm : NaN,
    bifurcationRatio: branches / (rows[k + 1]?.branches ?? NaN),
  }))
}
