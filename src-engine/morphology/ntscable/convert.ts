import { refused, type Checked } from '../../core/checked.ts'
import type { Morphology } from '../morphology.ts'
import { branchesOf } from './branches.ts'
import { cableGeometry, type CableGeometry } from './cableGeometry.ts'
import { none } from './pointTree.ts'
import type { NtscableOptions } from './options.ts'
import { readMorphologyNeuron } from './read/readMorphologyNeuron.ts'
import { readNeuron } from './read/readNeuron.ts'
import { reportConversion, type ConversionReport } from './report.ts'
import { neuriteSections, type NeuriteSection } from './sections.ts'
import { mostSegments, segmentLimits } from './segmentation.ts'
import { shapeSoma, type SomaShape } from './somaShape.ts'
import { neuriteTotals } from './totals.ts'
import type { Tracing } from './tracing.ts'
import { writeCable } from './write/writeCable.ts'
import { writeHoc } from './write/writeHoc.ts'
import { writeNeuron } from './write/writeNeuron.ts'

/** A neuron converted after the rules of NTSCABLE. */
export interface NtscableConversion {
  /** The output: hoc for NEURON or CABLE. */
  readonly text: string
  readonly report: ConversionReport
}

/** The parts of a conversion before they are written. */
export interface ConvertedGeometry {
  readonly tracing: Tracing
  readonly soma: SomaShape
  /** NEURON output. */
  readonly sections: readonly NeuriteSection[] | undefined
  /** CABLE output. */
  readonly cable: CableGeometry | undefined
  readonly report: ConversionReport
}

/**
 * Converts a digitised neuron as NTSCABLE does: reads it, makes the soma out of its outline, cuts the neurites into
 * sections and segments, and writes the text that the options ask for.
 *
 * @param name file name, for messages and the header of the output
 */
export function convertNtscable(
  name: string,
  bytes: Uint8Array,
  options: NtscableOptions,
): Checked<NtscableConversion> {
  const { value, diagnostics } = convertGeometry(name, bytes, options)
  if (!value) return refused(diagnostics)
  return { value: { text: ntscableText(value), report: value.report }, diagnostics }
}

/** Converts a cell that has been read. */
export function convertMorphology(
  morphology: Morphology,
  options: NtscableOptions,
): Checked<NtscableConversion> {
  const { value, diagnostics } = convertMorphologyGeometry(morphology, options)
  return { value: value && { text: ntscableText(value), report: value.report }, diagnostics }
}

/** Converts a cell that has been read without writing it. */
export function convertMorphologyGeometry(
  morphology: Morphology,
  options: NtscableOptions,
): Checked<ConvertedGeometry> {
  const tracing = readMorphologyNeuron(morphology, '', options)
  return tracing.checked(cutNeuron(tracing))
}

/** Converts a neuron without writing it. */
export function convertGeometry(
  name: string,
  bytes: Uint8Array,
  options: NtscableOptions,
): Checked<ConvertedGeometry> {
  const { value: tracing, diagnostics: read } = readNeuron(name, bytes, options)
  if (!tracing) return refused(read)
  const geometry = cutNeuron(tracing)
  const { value, diagnostics } = tracing.checked(geometry)
  return { value, diagnostics: [...read, ...diagnostics] }
}

function cutNeuron(tracing: Tracing): ConvertedGeometry | undefined {
  const { tree, options } = tracing
  dropLonePoints(tracing)
  const branches = branchesOf(tree)
  if (branches.length === 0) {
    tracing.say('ntscable/no-neurites', {})
    return undefined
  }
  remarkDiameters(tracing)
  const soma = shapeSoma(tracing)
  const totals = neuriteTotals(tree, branches, options.area)
  const coneArea = neuriteTotals(tree, branches, 'cone').area
  const limits = segmentLimits(options, totals.length)
  const isCable = options.output === 'cable' || options.output === 'multi'
  const cable = isCable ? cableGeometry(tree, options.accuracy, limits) : undefined
  const cut = isCable ? undefined : neuriteSections(tree, options.style, limits)
  const count = cable?.segmentCount ?? cut?.sections.reduce((sum, { segments }) => sum + segments, 1) ?? 1
  if (count > mostSegments) {
    const facts = { count: `more than ${mostSegments}`, most: mostSegments }
    tracing.say('ntscable/too-many-segments', facts)
    return undefined
  }
  if (tree.isDiagram && !isCable && options.style === 'through' && options.points === 'following')
    tracing.say('ntscable/diagram-stretched', {})
  const withoutLength = cable?.withoutLength ?? cut?.withoutLength ?? 0
  if (withoutLength > 0) tracing.say('ntscable/zero-length-branch', { count: withoutLength })
  if (isCable && options.spines === 'sections' && tree.spines.length > 0)
    tracing.say('ntscable/spines-in-cable', { count: tree.spines.length })
  const primary = branches.filter(({ parent }) => parent === none).length
  const sections = cut?.sections
  const report = reportConversion({ tracing, soma, totals, coneArea, primary, limits, sections, cable })
  return { tracing, soma, sections, cable, report }
}

/** A neurite of a single point is none. */
function dropLonePoints(tracing: Tracing): void {
  const { tree } = tracing
  for (const root of tree.roots)
    if (tree.next[root] === none) tracing.drop(tree.line[root]!, '', 'a neurite needs two points')
}

function remarkDiameters(tracing: Tracing): void {
  const { tree } = tracing
  const zero: number[] = []
  const negative: number[] = []
  for (let point = 0; point < tree.count; point++) {
    if (tree.diameter[point]! < 0) negative.push(point)
    else if (tree.diameter[point] === 0) zero.push(point)
  }
  const place = (points: readonly number[]) => ({ line: tree.line[points[0]!]! })
  if (zero.length > 0) tracing.say('ntscable/zero-diameter', { count: zero.length }, place(zero))
  if (negative.length > 0)
    tracing.say('ntscable/negative-diameter', { count: negative.length }, place(negative))
}

/** The text that the options ask for: hoc for NEURON or CABLE. */
export function ntscableText({ tracing, soma, sections, cable, report }: ConvertedGeometry): string {
  if (cable) return writeCable(cable, report)
  const source = { tree: tracing.tree, sections: sections ?? [], soma, report }
  return report.options.points === 'inline' ? writeHoc(source) : writeNeuron(source)
}
