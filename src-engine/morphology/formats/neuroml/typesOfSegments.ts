import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import type { Cables } from './cablesOfSegments.ts'
import type { CellRecord, SegmentGroup } from './cellRecord.ts'
import type { SegmentTree } from './connectSegments.ts'
import type { GroupMembers } from './groupMembers.ts'

/** Types by name of a group, a cable or a segment, the later ones stronger. */
const kinds: readonly { readonly type: number; readonly group: RegExp; readonly name: RegExp }[] = [
  { type: sectionType.dend, group: /^(dendrite_group|basal_group|basal_dend\w*)$/, name: /^(dend|basal)/i },
  { type: sectionType.apic, group: /^(apical_group|apical_dend\w*)$/, name: /^apic/i },
  { type: sectionType.axon, group: /^axon_group$/, name: /^axon/i },
  { type: sectionType.soma, group: /^soma_group$/, name: /^soma/i },
]

/** The type that a name speaks of. */
function typeOfName(name: string): number | undefined {
  return kinds.find(({ name: pattern }) => pattern.test(name))?.type
}

/**
 * The type of each segment: that of the conventional group it is in, else what the name of its cable or its own name
 * begins with (rule X19). Says which groups mean nothing here.
 */
export function typesOfSegments(
  cell: CellRecord,
  tree: SegmentTree,
  cables: Cables,
  members: GroupMembers,
  report: ImportReport,
): Int32Array {
  const { segments } = tree
  const types = new Int32Array(segments.count).fill(sectionType.undefined)
  for (let row = 0; row < segments.count; row++) {
    const cable = cables.of[row]!
    const named = cable < 0 ? undefined : typeOfName(cables.names[cable]!)
    types[row] = named ?? typeOfName(segments.names[row]!) ?? sectionType.undefined
  }
  const groups = [...cell.groups.values()]
  for (const { type, group: pattern } of kinds) {
    for (const row of members.rows(groups.filter(({ id }) => pattern.test(id)))) types[row] = type
    segments.cables.forEach((id, row) => {
      const ofCable = id === undefined ? undefined : cell.cables.get(id)?.groups
      if (ofCable?.some(group => pattern.test(group))) types[row] = type
    })
  }
  remarkUntyped(types, tree, report)
  remarkGroups(groups, report)
  return types
}

function remarkUntyped(types: Int32Array, { segments }: SegmentTree, report: ImportReport): void {
  const count = types.reduce((sum, type) => sum + (type === sectionType.undefined ? 1 : 0), 0)
  if (count === 0) return
  const first = types.indexOf(sectionType.undefined)
  report.say('neuroml/no-type', { count }, { line: segments.lines[first] ?? 1 })
}

function remarkGroups(groups: readonly SegmentGroup[], report: ImportReport): void {
  const others = groups.filter(
    ({ id, isCable }) => !isCable && id !== 'all' && !kinds.some(({ group }) => group.test(id)),
  )
  const [first] = others
  if (!first) return
  const shown = others.slice(0, 6).map(({ id }) => `“${id}”`)
  const names = shown.join(', ') + (others.length > shown.length ? ', …' : '')
  report.say('neuroml/groups-not-kept', { count: others.length, names }, { line: first.line })
}
