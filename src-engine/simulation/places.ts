import { compartmentAt, type SectionEnd } from '../cable/nodes.ts'
import type { Location } from '../model/document.ts'
import type { SectionIndex } from '../model/regions.ts'
import type { CellDescription } from './cellModel.ts'
import type { CableShape } from './cellPlan.ts'

/**
 * The ends that must stay nodes: those with a point process, and those whose voltage somebody reads: a probe, a spike
 * detector, a pointer, or what is given as `read`, what follows a course among it.
 */
export function keptEnds(
  description: CellDescription,
  sections: SectionIndex,
  read: readonly Location[],
): SectionEnd[] {
  const pointers = (description.pointers ?? []).flatMap(({ to }) =>
    to.at && to.cell === undefined && to.variable === 'v' ? [to.at] : [],
  )
  const places = [
    ...read,
    ...pointers,
    ...description.pointProcesses.map(use => use.at),
    ...description.probes.filter(probe => probe.variable === 'v').map(probe => probe.at),
    ...description.spikes.map(probe => probe.at),
  ]
  return places.flatMap(({ section: name, x }) => {
    const section = sections.section(name)
    return section !== undefined && (x === 0 || x === 1) ? [{ section, end: x }] : []
  })
}

/** The compartment of a place; x = 0 and x = 1 mean the first and the last. */
export function compartmentOf(
  at: Location,
  { sections, compartments }: Pick<CableShape, 'sections' | 'compartments'>,
): number {
  const section = sections.section(at.section) ?? 0
  const first = compartments.firstOfSection[section]!
  return first + compartmentAt(compartments.firstOfSection[section + 1]! - first, at.x)
}

/** The node of a place: an end's own node at x = 0 and x = 1, a compartment elsewhere. */
export function nodeOf(at: Location, shape: CableShape): number {
  const section = shape.sections.section(at.section) ?? 0
  if (at.x === 0) return shape.lowered.startNode[section]!
  if (at.x === 1) return shape.lowered.endNode[section]!
  return compartmentOf(at, shape)
}

/** `soma[0](0.5)`, behind the cell's name where it has one. */
export function placeLabel(cell: string, at: Location, { sections }: CableShape): string {
  const name = sections.names[sections.section(at.section) ?? 0]
  return `${cell ? `${cell}.` : ''}${name}(${at.x})`
}
