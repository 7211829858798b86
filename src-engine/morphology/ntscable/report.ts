import type { CableGeometry } from './cableGeometry.ts'
import { segmentDiameters } from './diameterRuns.ts'
import type { NtscableOptions } from './options.ts'
import { none, type PointTree } from './pointTree.ts'
import type { NeuriteSection } from './sections.ts'
import { sectionName } from './sectionNames.ts'
import type { SegmentLimits } from './segmentation.ts'
import type { SomaShape } from './somaShape.ts'
import type { NeuriteTotals } from './totals.ts'
import type { DroppedPoint, Tracing } from './tracing.ts'

/** A section in the report. */
export interface ReportedSection {
  readonly name: string
  readonly parent: string
  readonly parentX: number
  readonly segments: number
  readonly points: number
  readonly lengthUm: number
  readonly areaUm2: number
}

/** What a conversion gave, in plain values. */
export interface ConversionReport {
  /** File name. */
  readonly source: string
  readonly sourceSyntax: string
  readonly options: NtscableOptions
  readonly soma: {
    readonly diameterUm: number
    readonly lengthUm: number
    readonly areaUm2: number
    /** Of its points in NEURON, with the slant of the cones between them. */
    readonly coneAreaUm2: number
    /** Places with diameters that make up the soma. */
    readonly points: number
    readonly outlinePoints: number
    /** Of the circle with the outline's area; 0 without an outline. */
    readonly outlineDiameterUm: number
    readonly firstNumber: number
    readonly lastNumber: number
  }
  readonly neurites: {
    readonly primary: number
    /** Ends of branches in the file. */
    readonly branches: number
    readonly points: number
    readonly lengthUm: number
    readonly areaUm2: number
    /** With the slant of the cones, as NEURON takes it. */
    readonly coneAreaUm2: number
    readonly spines: number
  }
  readonly segments: {
    /** With that of the soma. */
    readonly used: number
    readonly requested: number
    readonly maxLengthUm: number
  }
  /** NEURON output; empty for CABLE. */
  readonly sections: readonly ReportedSection[]
  /** CABLE output: rows of segments and the segment, 0 the soma, that each is attached to; empty for NEURON. */
  readonly cableRows: readonly { readonly first: number; readonly last: number; readonly root: number }[]
  /** CABLE output: every segment, that of the soma first [µm]; empty for NEURON. */
  readonly cableSegments: readonly { readonly lengthUm: number; readonly diameterUm: number }[]
  readonly dropped: readonly DroppedPoint[]
  /** The source's own comment. */
  readonly comment: readonly string[]
}

/** Everything that the report is made of. */
export interface Converted {
  readonly tracing: Tracing
  readonly soma: SomaShape
  readonly totals: NeuriteTotals
  readonly coneArea: number
  readonly primary: number
  readonly limits: SegmentLimits
  readonly sections: readonly NeuriteSection[] | undefined
  readonly cable: CableGeometry | undefined
}

/** Makes the report of a conversion. */
export function reportConversion(converted: Converted): ConversionReport {
  const { tracing, soma, totals, sections, cable, limits } = converted
  const { options, tree } = tracing
  const used = cable?.segmentCount ?? sections?.reduce((sum, { segments }) => sum + segments, 1) ?? 1
  return {
    source: tracing.source,
    sourceSyntax: tracing.syntax,
    options,
    soma: {
      diameterUm: soma.diameter,
      lengthUm: soma.length,
      areaUm2: soma.area,
      coneAreaUm2: soma.coneArea,
      points: soma.points.x.length,
      outlinePoints: soma.outline?.points ?? 0,
      outlineDiameterUm: soma.outline?.diameter ?? 0,
      firstNumber: soma.numbers.first,
      lastNumber: soma.numbers.last,
    },
    neurites: {
      primary: converted.primary,
      branches: tracing.branchCount,
      points: tracing.pointCount,
      lengthUm: totals.length,
      areaUm2: totals.area,
      coneAreaUm2: converted.coneArea,
      spines: tree.spines.length,
    },
    segments: { used, requested: options.segments, maxLengthUm: limits.maxLength },
    sections: sections ? reportSections(sections, tree, options) : [],
    cableRows: cable?.rows ?? [],
    cableSegments: cable ? reportSegments(cable, soma) : [],
    dropped: [...tracing.dropped].sort((a, b) => a.line - b.line),
    comment: tracing.comment,
  }
}

function reportSections(
  sections: readonly NeuriteSection[],
  tree: PointTree,
  options: NtscableOptions,
): readonly ReportedSection[] {
  return sections.map(({ neurite, index, parent, parentX, segments, first, last, length, area }) => {
    let points = 2
    for (let point = first; point !== last; point = tree.next[point]!) points++
    return {
      name: sectionName(options, neurite, index),
      parent: parent === none ? 'soma' : sectionName(options, neurite, parent),
      parentX,
      segments,
      points,
      lengthUm: length,
      areaUm2: area,
    }
  })
}

function reportSegments(cable: CableGeometry, soma: SomaShape) {
  const diameters = segmentDiameters(cable.diameters, 0, cable.segmentCount)
  const segments = Array.from(diameters, diameterUm => ({ lengthUm: 0, diameterUm }))
  segments[0] = { lengthUm: soma.length, diameterUm: soma.diameter }
  for (const { first, last, dx } of cable.lengths)
    for (let i = first; i <= last; i++) segments[i]!.lengthUm = dx
  return segments
}
