import { accepted, type Checked, hasErrors, refused } from '../../../core/checked.ts'
import { sectionsParentsFirst } from '../../measure/parentsFirst.ts'
import type { Morphology } from '../../morphology.ts'
import { type Arbour, arbourOf, defaultTuftShare } from '../arbour.ts'
import { assembleReduced } from '../assembleReduced.ts'
import { commonAttachment } from '../attachment.ts'
import { checkReducible } from '../checkReducible.ts'
import { mergeCluster } from '../collapse/mergeCluster.ts'
import { compareCells, reportCables } from '../compareCells.ts'
import { areaOf, type AxonChoice, commonestType, neuritesOf } from '../neurites.ts'
import type { PassiveCable } from '../passiveCable.ts'
import { spansByResistance } from '../pathSpans.ts'
import type { PlannedCable, PlannedSpan } from '../plan.ts'
import type { ReducedCell } from '../reducedCell.ts'
import { type SectionCables, sectionCables } from '../sectionCables.ts'

/** How branches are joined. */
export interface BushOptions {
  /** Cylinders, one behind the other, that basal dendrites, the trunk, and the tuft become. */
  readonly basal: number
  readonly trunk: number
  readonly tuft: number
  /** How nearly the branches of a fork must be equal for the apical trunk to end there (`arbourOf`). */
  readonly tuftShare: number
  readonly axon: AxonChoice
}

/** Eight cylinders and the soma, as published. */
export const defaultBush: BushOptions = {
  basal: 2,
  trunk: 3,
  tuft: 2,
  tuftShare: defaultTuftShare,
  axon: 'keep',
}

/** A group of branches at similar distance, joined; its cylinder begins where another ends, or at the soma. */
interface Group {
  readonly label: string
  readonly sections: readonly number[]
  readonly behind: number
}

/**
 * Joins branches at similar distance from the soma: Bush & Sejnowski (1993) J Neurosci Methods 46:159. Radii as R = √ΣRᵢ²,
 * so that axial conductance is kept, lengths as their mean; densities make up for the membrane that is lost.
 */
export function bushSejnowski(
  morphology: Morphology,
  passive: PassiveCable,
  options: BushOptions,
): Checked<ReducedCell> {
  const cables = sectionCables(morphology, passive)
  const { members, isKept } = neuritesOf(cables, options.axon)
  const found = checkReducible(cables, { members, isKept })
  if (hasErrors(found)) return refused(found)
  const distances = middleDistances(cables)
  const groups = groupsOf(arbourOf(cables, members, options.tuftShare), distances, options)
  const planned = groups.map((group): PlannedCable => {
    const { cylinder, tops } = mergeCluster(cables, group.sections, {
      length: 'mean',
      stretch: false,
      lengthRatioLimit: Infinity,
    })
    const { lengthUm, diameterUm, raOhmCm } = cylinder
    return {
      label: group.label,
      type: commonestType(cables, group.sections),
      parent:
        group.behind < 0
          ? commonAttachment(cables, stemsBehind(cables, group.sections, isKept), isKept)
          : { cable: group.behind },
      pieces: [{ lengthUm, diameterUm }],
      positions: [0, 1],
      raOhmCm,
      membraneFactor: areaOf(cables, group.sections) / (Math.PI * lengthUm * diameterUm),
      origins: group.sections,
      details: { branchesJoined: tops.length },
    }
  })
  const spans = new Map<number, readonly PlannedSpan[]>()
  groups.forEach(({ sections }, cable) => {
    for (const [section, own] of spansByResistance(cables, sections, cable)) spans.set(section, own)
  })
  const assembled = assembleReduced(cables, { cables: planned, isKept, spans })
  const { basal, trunk, tuft, tuftShare, axon } = options
  return accepted(
    {
      morphology: assembled.morphology,
      sections: assembled.sections,
      mapping: assembled.mapping,
      report: {
        method: 'bush',
        source: 'Bush & Sejnowski 1993, J Neurosci Methods 46:159',
        settings: { basal, trunk, tuft, tuftShare, axon },
        sections: { before: morphology.sections.count, after: assembled.morphology.sections.count },
        comparisons: compareCells(cables, assembled, { area: options.axon !== 'drop' }),
        cables: reportCables(cables, planned, assembled),
        remarks: [],
      },
    },
    found,
  )
}

/** Path length from the soma to the middle of each section [µm]. */
function middleDistances({ morphology, lengthUm, isBody }: SectionCables): Float64Array {
  const { count, parent, parentX } = morphology.sections
  const start = new Float64Array(count)
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    if (up >= 0 && !isBody[section] && !isBody[up])
      start[section] = start[up]! + parentX[section]! * lengthUm[up]!
  }
  return start.map((from, section) => from + lengthUm[section]! / 2)
}

function groupsOf(arbour: Arbour, distances: Float64Array, options: BushOptions): Group[] {
  const groups: Group[] = []
  const chain = (label: string, sections: readonly number[], count: number, behind: number): number => {
    let last = behind
    bands(sections, distances, count).forEach((band, index, all) => {
      const name = all.length === 1 ? label : `${label} ${index + 1}`
      last = groups.push({ label: name, sections: band, behind: last }) - 1
    })
    return last
  }
  chain('basal', arbour.basal, options.basal, -1)
  const first = groups.length
  const end = chain('trunk', arbour.trunk, options.trunk, -1)
  // Obliques are joined to one, which begins at the end of the trunk's first cylinder.
  if (arbour.obliques.length > 0) chain('obliques', arbour.obliques, 1, first)
  chain('tuft', arbour.tuft, options.tuft, end)
  return groups
}

/** Sections in bands of equal width of distance; without the empty ones. */
function bands(sections: readonly number[], distances: Float64Array, count: number): number[][] {
  const own = Float64Array.from(sections, section => distances[section]!).sort()
  const [near, far] = [own[0] ?? 0, own.at(-1) ?? 0]
  const result: number[][] = Array.from({ length: count }, () => [])
  for (const section of sections) {
    const share = far > near ? (distances[section]! - near) / (far - near) : 0
    result[Math.min(count - 1, Math.floor(share * count))]?.push(section)
  }
  return result.filter(band => band.length > 0)
}

/** The stems through which a group hangs on what is kept. */
function stemsBehind(
  { morphology }: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
): number[] {
  const { parent } = morphology.sections
  const stems = new Set<number>()
  for (const section of sections) {
    let at = section
    while (parent[at]! >= 0 && !isKept[parent[at]!]) at = parent[at]!
    stems.add(at)
  }
  return [...stems]
}
