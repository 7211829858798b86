import { MorphologyBuilder } from '../builder.ts'
import type { ImportReport } from '../importReport.ts'
import type { Morphology } from '../morphology.ts'
import type { PointColumns } from '../pointColumns.ts'
import { contourStackPoints } from './contourStack.ts'
import { dropPointlessSections } from './dropPointlessSections.ts'
import { placesOfRows } from './placesOfRows.ts'
import { narrowedRows } from './narrowedRows.ts'
import { coveredFraction, discsOfOutline, outlineCylinders, type Disc } from './outlineCylinders.ts'
import type { PointRange, TracedCell, TracedSection } from './tracedCell.ts'

/**
 * Makes a morphology out of traced sections, in the order in which NEURON's Import3d creates sections: by type number,
 * then as in the file (SPEC.md, rules A1 to A6).
 *
 * @returns undefined where the report holds an error
 */
export function assembleMorphology(
  traced: TracedCell,
  name: string,
  report: ImportReport,
): Morphology | undefined {
  const kept = dropPointlessSections(traced, report)
  if (kept.length === 0) report.say('morphology/no-sections', {})
  if (report.failed) return undefined
  const ordered = [...kept].sort((a, b) => a.type - b.type)
  const index = new Map(ordered.map((section, s) => [section, s]))
  const builder = new MorphologyBuilder(countSamples(ordered))
  const firstSample: number[] = []
  for (const section of ordered) {
    const parent = section.parent ? (index.get(section.parent) ?? -1) : -1
    builder.addSection({
      type: section.type,
      parent,
      parentX: parent < 0 ? 0 : section.parentX,
      wire: section.wire,
      ...(section.name === undefined ? {} : { name: section.name }),
      ...(section.array === undefined ? {} : { array: section.array }),
    })
    firstSample.push(builder.sampleCount)
    addSamples(builder, traced, section, report)
  }
  if (!traced.annotations.isEmpty)
    builder.annotate(traced.annotations.placed(placesOfRows(ordered, firstSample)))
  return report.failed ? undefined : builder.build(name, traced.format)
}

/** As many samples as the sections will have, so that the table need not grow. */
function countSamples(sections: readonly TracedSection[]): number {
  let count = 0
  for (const { points, outlines } of sections) {
    const own = points.end - points.start
    count += outlines ? (outlines.length === 1 ? discsOfOutline : outlines.length) : own === 1 ? 3 : own
  }
  return count
}

function addSamples(
  builder: MorphologyBuilder,
  traced: TracedCell,
  section: TracedSection,
  report: ImportReport,
): void {
  const { points, outlines } = section
  if (outlines) {
    const discs = outlineDiscs(traced, outlines, report)
    if (!discs) report.say('morphology/flat-outline', {}, { line: traced.points.line[points.start] ?? 1 })
    else for (const disc of discs) builder.addSample(disc.x, disc.y, disc.z, disc.diameter, 0)
  } else if (points.end - points.start === 1) {
    addSphere(builder, narrowedRows(traced, points))
  } else {
    builder.addSamples(traced.points, points.start, points.end)
  }
}

function outlineDiscs(
  traced: TracedCell,
  outlines: readonly PointRange[],
  report: ImportReport,
): Disc[] | undefined {
  const narrowed = outlines.map(range => narrowedRows(traced, range))
  const [only] = narrowed
  if (narrowed.length > 1 || !only) return contourStackPoints(narrowed)
  const discs = outlineCylinders(only)
  if (discs) {
    const percent = Math.round(coveredFraction(only, discs) * 100)
    if (percent < 60 || percent > 140) {
      report.say('morphology/misjudged-outline', { percent }, { line: only.line[0] ?? 1 })
    }
  }
  return discs
}

/** A sphere has the side area of a cylinder as long as it is wide; it is laid along x. */
function addSphere(builder: MorphologyBuilder, centre: PointColumns): void {
  const x = centre.x[0] ?? 0
  const y = centre.y[0] ?? 0
  const z = centre.z[0] ?? 0
  const diameter = centre.diameter[0] ?? 0
  builder.addSample(x - diameter / 2, y, z, diameter, 0)
  builder.addSample(x, y, z, diameter, 0)
  builder.addSample(x + diameter / 2, y, z, diameter, 0)
}
