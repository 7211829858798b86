import { accepted, type Checked, hasErrors, refused } from '../../../core/checked.ts'
import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import type { Morphology } from '../../morphology.ts'
import { assembleReduced } from '../assembleReduced.ts'
import { type Attachment, commonAttachment, endsWithWidth } from '../attachment.ts'
import { checkReducible } from '../checkReducible.ts'
import { compareCells, reportCables } from '../compareCells.ts'
import { reductionMessages } from '../diagnostics.ts'
import { areaOf, type AxonChoice, commonestType, neuritesOf } from '../neurites.ts'
import type { PassiveCable } from '../passiveCable.ts'
import { spansByResistance } from '../pathSpans.ts'
import type { PlannedCable, PlannedSpan } from '../plan.ts'
import type { Comparison, ReducedCell } from '../reducedCell.ts'
import { cylinderMohm, type SectionCables, sectionCables } from '../sectionCables.ts'
import { type Clustering, clustersOf } from './clusters.ts'
import type { Cluster } from './groups.ts'
import { mergeCluster, type MergedCluster } from './mergeCluster.ts'
import type { MergeRule } from './mergeRules.ts'

/** Whose surface the densities of a cylinder make up for: that of its own cluster, or of all dendrites with one factor. */
export const areaCorrections = ['cluster', 'all', 'none'] as const

/** Ra of a cylinder: the mean; so that its resistance is the mean of its tops' exact ones; or that of the cluster's way. */
export const raChoices = ['mean', 'exact', 'range'] as const

/** How a cell is collapsed. */
export interface CollapseOptions extends MergeRule {
  readonly clustering: Clustering
  readonly areaCorrection: (typeof areaCorrections)[number]
  readonly ra: (typeof raChoices)[number]
  readonly axon: AxonChoice
  readonly attach: Attachment
  /** Number of compartments of each cylinder; 0: as the discretisation says. */
  readonly compartments: number
}

/** What gave the published three-compartment thalamic cell, but for the cut-off, which depends on the cell. */
export const publishedCollapse: CollapseOptions = {
  clustering: { by: 'count', clusters: 2, perType: false },
  length: 'diameter-weighted',
  stretch: false,
  lengthRatioLimit: 5,
  areaCorrection: 'cluster',
  ra: 'mean',
  axon: 'keep',
  attach: 'stems',
  compartments: 0,
}

/**
 * Collapses branches so that their axial resistance is conserved: Destexhe, Neubig, Ulrich & Huguenard (1998) J Neurosci
 * 18:3574. Clusters become cylinders in a chain from the soma's 1 end.
 */
export function collapse(
  morphology: Morphology,
  passive: PassiveCable,
  options: CollapseOptions,
): Checked<ReducedCell> {
  const cables = sectionCables(morphology, passive)
  const { members, isKept } = neuritesOf(cables, options.axon)
  const found = checkReducible(cables, { members, isKept })
  if (hasErrors(found)) return refused(found)
  const clusters = clustersOf(cables, members, options.clustering, found)
  if (clusters.length === 0 && !hasErrors(found))
    found.push(diagnose(reductionMessages, 'reduction/nothing-to-reduce', {}))
  if (options.attach === 'end' && !endsWithWidth(cables, cables.root))
    found.push(
      diagnose(reductionMessages, 'reduction/no-width', {
        section: morphology.sections.name[cables.root] ?? '',
        count: 1,
      }),
    )
  if (hasErrors(found)) return refused(found)
  const merged = clusters.map(({ sections }) => mergeCluster(cables, sections, options))
  const clustered = new Set(clusters.flatMap(({ sections }) => sections))
  for (const section of members) if (!clustered.has(section)) isKept[section] = 1

  const planned = planCables(cables, clusters, merged, isKept, options)
  const spans = new Map<number, readonly PlannedSpan[]>()
  clusters.forEach(({ sections }, cable) => {
    for (const [section, own] of spansByResistance(cables, sections, cable)) spans.set(section, own)
  })
  const assembled = assembleReduced(cables, { cables: planned, isKept, spans })
  const cutoffs = cutoffsOf(cables, clusters, options.clustering)
  return accepted(
    {
      morphology: assembled.morphology,
      sections: assembled.sections,
      mapping: assembled.mapping,
      report: {
        method: 'collapse',
        source: 'Destexhe, Neubig, Ulrich & Huguenard 1998, J Neurosci 18:3574',
        settings: {
          length: options.length,
          stretch: options.stretch,
          lengthRatioLimit: options.lengthRatioLimit === Infinity ? 'none' : options.lengthRatioLimit,
          areaCorrection: options.areaCorrection,
          ra: options.ra,
          axon: options.axon,
          attach: options.attach,
          compartments: options.compartments,
          clustering: options.clustering.by,
          ...(cutoffs ? { cutoffsMohm: cutoffs } : {}),
          ...(options.clustering.by === 'strahler' ? { strahlerLimits: options.clustering.limits } : {}),
        },
        sections: { before: morphology.sections.count, after: assembled.morphology.sections.count },
        comparisons: [
          ...compareCells(cables, assembled, {
            area: options.areaCorrection !== 'none' && options.axon !== 'drop',
          }),
          ...clusters.flatMap((cluster, index) =>
            resistances(cables, cluster, merged[index], planned[index]),
          ),
        ],
        cables: reportCables(cables, planned, assembled),
        remarks: [],
      },
    },
    found,
  )
}

function planCables(
  cables: SectionCables,
  clusters: readonly Cluster[],
  merged: readonly MergedCluster[],
  isKept: Uint8Array,
  options: CollapseOptions,
): PlannedCable[] {
  const surface = ({ cylinder }: MergedCluster) => Math.PI * cylinder.lengthUm * cylinder.diameterUm
  const originals = clusters.map(({ sections }) => areaOf(cables, sections))
  const whole =
    originals.reduce((sum, area) => sum + area, 0) / merged.reduce((sum, one) => sum + surface(one), 0)
  const onBody = ({ sections }: Cluster) =>
    options.attach === 'end' ? { section: cables.root, x: 1 } : commonAttachment(cables, sections, isKept)
  return clusters.map((cluster, index) => {
    const own = merged[index]!
    const { lengthUm, diameterUm } = own.cylinder
    const count = (kind: MergedCluster['steps'][number]['kind']) =>
      own.steps.filter(step => step.kind === kind).length
    const factors = { cluster: (originals[index] ?? 0) / surface(own), all: whole, none: 1 }
    return {
      label: cluster.label,
      type: commonestType(cables, cluster.sections),
      parent: cluster.behind < 0 ? onBody(cluster) : { cable: cluster.behind },
      pieces: [{ lengthUm, diameterUm }],
      positions: [0, 1],
      raOhmCm: raOf(cables, cluster, own, options.ra),
      membraneFactor: factors[options.areaCorrection],
      ...(options.compartments > 0 ? { nseg: options.compartments } : {}),
      origins: cluster.sections,
      details: {
        tops: own.tops.length,
        forksMerged: count('fork'),
        serialMerges: count('serial'),
        shorterLeftOut: count('shorter-left-out'),
      },
    }
  })
}

function raOf(
  cables: SectionCables,
  { sections }: Cluster,
  { cylinder, tops }: MergedCluster,
  choice: CollapseOptions['ra'],
): number {
  const perRa = cylinderMohm(cylinder.lengthUm, cylinder.diameterUm, 1)
  if (choice === 'exact')
    return tops.reduce((sum, top) => sum + top.cylinder.exactMohm, 0) / tops.length / perRa
  if (choice === 'range') {
    const paths = Float64Array.from(sections, section => cables.pathMohm[section]!).sort()
    const range = paths[paths.length - 1]! - paths[0]!
    // A cluster whose sections all end at one resistance has no range to take.
    if (range > 0) return range / perRa
  }
  return cylinder.raOhmCm
}

function resistances(
  cables: SectionCables,
  { label }: Cluster,
  merged: MergedCluster | undefined,
  planned: PlannedCable | undefined,
): Comparison[] {
  const [piece] = planned?.pieces ?? []
  if (!merged || !planned || !piece) return []
  return [
    {
      quantity: `axial resistance of the cluster “${label}”, parallel branches taken exactly`,
      unit: 'MΩ',
      before: 1 / merged.tops.reduce((sum, { cylinder }) => sum + 1 / cylinder.exactMohm, 0),
      after: cylinderMohm(piece.lengthUm, piece.diameterUm, planned.raOhmCm),
      conserved: merged.tops.length === 1 && merged.steps.every(({ kind }) => kind === 'serial'),
    },
  ]
}

/** The cut-offs in use, for the report: those given, or those that the count of clusters has led to. */
function cutoffsOf(
  { pathMohm }: SectionCables,
  clusters: readonly Cluster[],
  clustering: Clustering,
): readonly number[] | undefined {
  if (clustering.by === 'resistance') return clustering.cutoffsMohm
  if (clustering.by !== 'count' || clustering.perType) return undefined
  return clusters
    .slice(1)
    .map(({ sections }) => sections.reduce((least, section) => Math.min(least, pathMohm[section]!), Infinity))
}
