import type { ImportReport } from '../../importReport.ts'
import type { CellRecord } from './cellRecord.ts'
import type { SegmentTree } from './connectSegments.ts'
import type { GroupMembers } from './groupMembers.ts'

/** The cables that a file speaks of, and which segment is in which. */
export interface Cables {
  readonly names: readonly string[]
  /** Index of the cable of each row; −1 for none. */
  readonly of: Int32Array
}

/** Finds the cables: groups that are marked as such (NeuroML 2), or the `cable` of segments (NeuroML 1). Rule X18. */
export function cablesOfSegments(
  cell: CellRecord,
  tree: SegmentTree,
  members: GroupMembers,
  report: ImportReport,
): Cables {
  const { segments } = tree
  const names: string[] = []
  const of = new Int32Array(segments.count).fill(-1)
  for (const group of cell.groups.values()) {
    if (!group.isCable) continue
    const cable = names.push(group.id) - 1
    for (const row of members.rows([group])) {
      const known = of[row]!
      if (known < 0) of[row] = cable
      else {
        const facts = { segment: segments.ids[row]!, first: names[known]!, second: group.id }
        report.say('neuroml/overlapping-cables', facts, { line: group.line })
      }
    }
  }
  const indexOfId = new Map<string, number>()
  segments.cables.forEach((id, row) => {
    if (id === undefined || of[row]! >= 0) return
    const known = indexOfId.get(id)
    const cable = known ?? names.push(cell.cables.get(id)?.name ?? '') - 1
    indexOfId.set(id, cable)
    of[row] = cable
  })
  return { names, of }
}
