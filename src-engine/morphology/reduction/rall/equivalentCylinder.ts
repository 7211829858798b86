import { accepted, type Checked, hasErrors, refused } from '../../../core/checked.ts'
import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts'
import { pow } from '../../../math/elementary.ts'
import { sectionsParentsFirst } from '../../measure/parentsFirst.ts'
import type { Morphology } from '../../morphology.ts'
import { assembleReduced } from '../assembleReduced.ts'
import { commonAttachment } from '../attachment.ts'
import { checkReducible } from '../checkReducible.ts'
import { compareCells, reportCables } from '../compareCells.ts'
import { electrotonics, lambdaOfOneUm } from '../electrotonic.ts'
import { meanConstants } from '../meanCable.ts'
import { areaOf, type AxonChoice, commonestType, neuritesOf } from '../neurites.ts'
import type { PassiveCable } from '../passiveCable.ts'
import { spansByWay } from '../pathSpans.ts'
import type { PlannedCable, PlannedSpan } from '../plan.ts'
import type { ReducedCell } from '../reducedCell.ts'
import { type SectionCables, sectionCables, threeHalvesPower } from '../sectionCables.ts'
import { type Compliance, complianceOf } from './compliance.ts'

/** How a cell becomes Rall's equivalent cylinder. */
export interface RallOptions {
  /** One cylinder for all dendrites, or one for each that leaves the soma. */
  readonly per: 'cell' | 'stem'
  readonly axon: AxonChoice
}

export const rallChoices = ['cell', 'stem'] as const

export const defaultRall: RallOptions = { per: 'cell', axon: 'keep' }

/**
 * Rall's equivalent cylinder (1959, 1962): D^{3/2} = Σ d^{3/2} over the stems, and as long as its membrane must be that of
 * the tree. Exact where d^{3/2} adds up at every fork and all tips are equally far; the report says how far they are from it.
 */
export function equivalentCylinder(
  morphology: Morphology,
  passive: PassiveCable,
  options: RallOptions,
): Checked<ReducedCell> {
  const cables = sectionCables(morphology, passive)
  const { members, isKept } = neuritesOf(cables, options.axon)
  const found = checkReducible(cables, { members, isKept })
  if (hasErrors(found)) return refused(found)
  const distances = electrotonics(cables, sectionsParentsFirst(morphology))
  const groups = options.per === 'cell' ? [members] : stemGroups(cables, members)
  const planned: PlannedCable[] = []
  const spans = new Map<number, readonly PlannedSpan[]>()
  const compliances: Compliance[] = []
  for (const sections of groups) {
    const compliance = complianceOf(cables, sections, distances)
    const cable = planOne(cables, sections, isKept, compliance, found)
    if (!cable) return refused(found)
    const length = cable.details['electrotonicLength'] ?? 1
    const own = spansByWay(cables, sections, distances, x => Math.min(1, x / length), planned.length)
    own.forEach((spansOfSection, section) => spans.set(section, spansOfSection))
    planned.push(cable)
    compliances.push(compliance)
  }
  const assembled = assembleReduced(cables, { cables: planned, isKept, spans })
  return accepted(
    {
      morphology: assembled.morphology,
      sections: assembled.sections,
      mapping: assembled.mapping,
      report: {
        method: 'rall',
        source: 'Rall 1959, Exp Neurol 1:491; 1962, Ann N Y Acad Sci 96:1071',
        settings: { per: options.per, axon: options.axon },
        sections: { before: morphology.sections.count, after: assembled.morphology.sections.count },
        comparisons: compareCells(cables, assembled, { area: options.axon !== 'drop' }),
        cables: reportCables(cables, planned, assembled),
        remarks: compliances.flatMap((compliance, index) => remarks(planned[index]?.label ?? '', compliance)),
      },
    },
    found,
  )
}

/** Members by the stem that they lie behind. */
function stemGroups({ morphology }: SectionCables, members: readonly number[]): number[][] {
  const { parent } = morphology.sections
  const isMember = new Set(members)
  const stemOf = new Map<number, number>()
  const find = (section: number): number => {
    const path: number[] = []
    let at = section
    while (!stemOf.has(at) && isMember.has(parent[at]!)) {
      path.push(at)
      at = parent[at]!
    }
    const stem = stemOf.get(at) ?? at
    for (const one of [...path, at]) stemOf.set(one, stem)
    return stem
  }
  const groups = new Map<number, number[]>()
  for (const section of members) {
    const stem = find(section)
    groups.set(stem, [...(groups.get(stem) ?? []), section])
  }
  return [...groups.values()]
}

function planOne(
  cables: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
  compliance: Compliance,
  found: Diagnostic[],
): PlannedCable | undefined {
  const constants = meanConstants(cables, sections, 'Rall’s cylinder', found)
  if (!constants) return undefined
  const { name } = cables.morphology.sections
  const threeHalves = compliance.stems.reduce((sum, stem) => sum + threeHalvesPower(cables, stem), 0)
  const diameterUm = pow(threeHalves, 2 / 3)
  const lengthUm = areaOf(cables, sections) / (Math.PI * diameterUm)
  const lambda = lambdaOfOneUm(constants.rmOhmCm2, constants.raOhmCm) * Math.sqrt(diameterUm)
  const [only] = compliance.stems
  return {
    label: compliance.stems.length === 1 && only !== undefined ? `stem ${name[only]}` : 'all dendrites',
    type: commonestType(cables, sections),
    parent: commonAttachment(cables, sections, isKept),
    pieces: [{ lengthUm, diameterUm }],
    positions: [0, 1],
    raOhmCm: constants.raOhmCm,
    membraneFactor: 1,
    origins: sections,
    details: {
      electrotonicLength: lengthUm / lambda,
      stems: compliance.stems.length,
      nearestTip: compliance.nearestTip,
      farthestTip: compliance.farthestTip,
      smallestRallRatio: compliance.smallestRatio,
      largestRallRatio: compliance.largestRatio,
    },
  }
}

/** Tips this far apart, or ratios this far from 1, are rounding. */
const rounding = 1e-9

function remarks(label: string, { forks, ...found }: Compliance): string[] {
  const said: string[] = []
  const { smallestRatio, largestRatio, nearestTip, farthestTip } = found
  if (forks > 0 && Math.max(1 - smallestRatio, largestRatio - 1) > rounding)
    said.push(
      `${label}: at ${forks} forks the sum of the branches’ d^(3/2) is ${smallestRatio.toPrecision(3)} to ${largestRatio.toPrecision(3)} times that of the parent; it must be 1 for the cylinder to be exact.`,
    )
  if (farthestTip - nearestTip > rounding * farthestTip)
    said.push(
      `${label}: tips lie ${nearestTip.toPrecision(3)} to ${farthestTip.toPrecision(3)} length constants from the soma; they must be equally far for the cylinder to be exact.`,
    )
  return said
}
