import { accepted, type Checked, hasErrors, refused } from '../../../core/checked.ts'
import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts'
import { sectionsParentsFirst } from '../../measure/parentsFirst.ts'
import type { Morphology } from '../../morphology.ts'
import { arbourOf, defaultTuftShare } from '../arbour.ts'
import { assembleReduced } from '../assembleReduced.ts'
import { middleAttachment } from '../attachment.ts'
import { checkReducible } from '../checkReducible.ts'
import { compareCells, reportCables } from '../compareCells.ts'
import { type Electrotonics, electrotonics } from '../electrotonic.ts'
import { meanConstants } from '../meanCable.ts'
import { type AxonChoice, commonestType, neuritesOf } from '../neurites.ts'
import type { PassiveCable } from '../passiveCable.ts'
import { spansByWay } from '../pathSpans.ts'
import type { PlannedCable, PlannedSpan } from '../plan.ts'
import type { ReducedCell } from '../reducedCell.ts'
import { type SectionCables, sectionCables } from '../sectionCables.ts'
import { cartoonCable, membraneBySteps } from './cartoonCable.ts'

/** How a cell becomes a cartoon of cables. */
export interface StratfordOptions {
  /** Steps of electrotonic distance in which branches are summed. */
  readonly step: number
  /** How nearly the branches of a fork must be equal for the apical trunk to end there (`arbourOf`). */
  readonly tuftShare: number
  readonly axon: AxonChoice
}

export const defaultStratford: StratfordOptions = { step: 0.05, tuftShare: defaultTuftShare, axon: 'keep' }

/**
 * Keeps the trunk and makes one cable each of the basal dendrites, the obliques and the tuft, as wide at each electrotonic
 * distance as d^{3/2} summed over the branches: Stratford, Mason, Larkman, Major & Jack (1989).
 */
export function stratford(
  morphology: Morphology,
  passive: PassiveCable,
  options: StratfordOptions,
): Checked<ReducedCell> {
  const cables = sectionCables(morphology, passive)
  const { members, isKept } = neuritesOf(cables, options.axon)
  const found = checkReducible(cables, { members, isKept })
  if (hasErrors(found)) return refused(found)
  const { trunk, basal, obliques, tuft } = arbourOf(cables, members, options.tuftShare)
  for (const section of trunk) isKept[section] = 1
  const distances = electrotonics(cables, sectionsParentsFirst(morphology))
  const planned: PlannedCable[] = []
  const spans = new Map<number, readonly PlannedSpan[]>()
  for (const [label, sections] of [
    ['basal', basal],
    ['obliques', obliques],
    ['tuft', tuft],
  ] as const) {
    if (sections.length === 0) continue
    const own = fromBase(cables, sections, isKept, distances)
    const cable = planOne(cables, { label, sections, isKept, distances: own, step: options.step }, found)
    if (!cable) return refused(found)
    const end = cable.positions.at(-1) ?? 0
    const lying = spansByWay(cables, sections, own, x => Math.min(end, x), planned.length)
    lying.forEach((spansOfSection, section) => spans.set(section, spansOfSection))
    planned.push(cable)
  }
  const assembled = assembleReduced(cables, { cables: planned, isKept, spans })
  const { step, tuftShare, axon } = options
  return accepted(
    {
      morphology: assembled.morphology,
      sections: assembled.sections,
      mapping: assembled.mapping,
      report: {
        method: 'stratford',
        source: 'Stratford, Mason, Larkman, Major & Jack 1989, in The Computing Neuron, 296–321',
        settings: { step, tuftShare, axon },
        sections: { before: morphology.sections.count, after: assembled.morphology.sections.count },
        comparisons: compareCells(cables, assembled, { area: options.axon !== 'drop' }),
        cables: reportCables(cables, planned, assembled),
        remarks: trunk.length === 0 ? ['There is no apical dendrite, and so no trunk that is kept.'] : [],
      },
    },
    found,
  )
}

/** Electrotonic distances from where the group's own branches begin, in place of those from the soma. */
function fromBase(
  { morphology }: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
  { atStart, atSample, ofSection }: Electrotonics,
): Electrotonics {
  const { parent } = morphology.sections
  const inGroup = new Set(sections)
  const base = new Map<number, number>()
  const baseOf = (section: number): number => {
    const path: number[] = []
    let at = section
    while (!base.has(at) && inGroup.has(parent[at]!) && !isKept[parent[at]!]) {
      path.push(at)
      at = parent[at]!
    }
    const found = base.get(at) ?? atStart[at]!
    for (const one of [...path, at]) base.set(one, found)
    return found
  }
  const own = Float64Array.from(atStart)
  for (const section of sections) own[section] = atStart[section]! - baseOf(section)
  return { atStart: own, atSample, ofSection }
}

interface Planning {
  readonly label: string
  readonly sections: readonly number[]
  readonly isKept: Uint8Array
  readonly distances: Electrotonics
  readonly step: number
}

function planOne(
  cables: SectionCables,
  { label, sections, isKept, distances, step }: Planning,
  found: Diagnostic[],
): PlannedCable | undefined {
  const constants = meanConstants(cables, sections, 'The cartoon', found)
  if (!constants) return undefined
  const membrane = membraneBySteps(cables, sections, distances, step)
  const { pieces, positions } = cartoonCable(membrane, step, constants)
  return {
    label,
    type: commonestType(cables, sections),
    parent: middleAttachment(cables, sections, isKept),
    pieces,
    positions,
    raOhmCm: constants.raOhmCm,
    membraneFactor: 1,
    nseg: 1,
    origins: sections,
    details: { electrotonicLength: positions.at(-1) ?? 0 },
  }
}
