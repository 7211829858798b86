import type { Annotations, AnnotationPlace, Outline } from '../annotations.ts'
import { MorphologyBuilder } from '../builder.ts'
import type { ImportReport } from '../importReport.ts'
import { sectionAreas } from '../measure/area.ts'
import { sectionLengths } from '../measure/length.ts'
import { sectionType, type Morphology } from '../morphology.ts'
import { resampleOutline } from '../traced/resampledOutline.ts'
import { chordsOfOutline } from '../ntscable/outlineChords.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { PointColumns } from '../pointColumns.ts'
import type { SomaRule } from './somaRule.ts'

/** x, y, z and diameter of a sample [µm]. */
type SomaPoint = readonly [x: number, y: number, z: number, diameter: number]

/**
 * Puts another shape in place of each soma that is a single section and a root (rules T50 to T54). Children keep their
 * points; on a sphere they are attached in the middle.
 */
export function withSomaRule(morphology: Morphology, rule: SomaRule, report: ImportReport): Morphology {
  if (rule === 'format') return morphology
  const { sections } = morphology
  const shapes = new Map<number, readonly SomaPoint[]>()
  for (const soma of somasOf(morphology)) {
    const fault = sections.parent[soma]! >= 0 ? 'it is no root' : hasSomaChild(morphology, soma)
    const shape = fault === undefined ? shapeOf(morphology, soma, rule) : fault
    if (typeof shape !== 'string') shapes.set(soma, shape)
    else
      report.say('morphology/soma-rule-not-applied', { section: sections.name[soma] ?? '', rule, why: shape })
  }
  return shapes.size === 0 ? morphology : rebuild(morphology, shapes, rule !== 'cylinder')
}

function somasOf({ sections }: Morphology): number[] {
  const somas: number[] = []
  sections.type.forEach((type, section) => {
    if (type === sectionType.soma) somas.push(section)
  })
  return somas
}

function hasSomaChild({ sections }: Morphology, soma: number): string | undefined {
  const isBranched = sections.type.some((type, i) => type === sectionType.soma && sections.parent[i] === soma)
  return isBranched ? 'it has branches that are soma, too' : undefined
}

/** The new points of a soma, or why the rule does not fit it. */
function shapeOf(morphology: Morphology, soma: number, rule: SomaRule): readonly SomaPoint[] | string {
  const points = storedPointsOfAll(morphology)
  const lengthUm = sectionLengths(morphology, points)[soma]!
  const areaUm2 = sectionAreas(morphology, points)[soma]!
  if (!(lengthUm > 0 && areaUm2 > 0)) return 'it has no length or no area'
  const [x, y, z] = middleOf(morphology, soma)
  if (rule === 'cylinder') {
    const [ux, uy, uz] = directionOf(morphology, soma)
    const half = lengthUm / 2
    const diameter = areaUm2 / (Math.PI * lengthUm)
    return [
      [x - half * ux, y - half * uy, z - half * uz, diameter],
      [x + half * ux, y + half * uy, z + half * uz, diameter],
    ]
  }
  // A cylinder as long as it is wide has the area of a sphere.
  const radius = Math.sqrt(areaUm2 / (4 * Math.PI))
  if (rule === 'sphere') return alongX([x, y, z], radius)
  if (rule === 'three-points') {
    return [-radius, 0, radius].map((dy): SomaPoint => [x, y + dy, z, 2 * radius])
  }
  return rule === 'chords' ? chords(morphology, soma) : meanRadius(morphology, soma)
}

function alongX([x, y, z]: readonly [number, number, number], radius: number): SomaPoint[] {
  return [-radius, 0, radius].map((dx): SomaPoint => [x + dx, y, z, 2 * radius])
}

function onlyOutline({ annotations }: Morphology, soma: number): Outline | string {
  const own = annotations?.outlines.filter(outline => outline.section === soma) ?? []
  const [outline] = own
  if (!outline || own.length > 1) return own.length > 1 ? 'it is a stack of outlines' : 'it has no outline'
  return outline
}

function chords(morphology: Morphology, soma: number): readonly SomaPoint[] | string {
  const outline = onlyOutline(morphology, soma)
  if (typeof outline === 'string') return outline
  const { points } = chordsOfOutline(outline, false)
  if (points.x.length < 2) return 'its outline gives no chords'
  return points.x.map((x, i): SomaPoint => [x, points.y[i]!, points.z[i]!, points.diameter[i]!])
}

function meanRadius(morphology: Morphology, soma: number): readonly SomaPoint[] | string {
  const outline = onlyOutline(morphology, soma)
  if (typeof outline === 'string') return outline
  const points = new PointColumns(outline.x.length)
  outline.x.forEach((x, i) => points.add(x, outline.y[i]!, outline.z[i]!, 0, 0))
  const { centre } = resampleOutline(points)
  let sum = 0
  for (let i = 0; i < points.count; i++) {
    const [dx, dy, dz] = [points.x[i]! - centre.x, points.y[i]! - centre.y, points.z[i]! - centre.z]
    sum += Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  const radius = sum / points.count
  return radius > 0 ? alongX([centre.x, centre.y, centre.z], radius) : 'its outline has no extent'
}

/** The place half-way along a section. */
function middleOf({ sections, samples }: Morphology, section: number): readonly [number, number, number] {
  const [first, end] = [sections.firstSample[section]!, sections.firstSample[section + 1]!]
  const step = (i: number) => {
    const [dx, dy, dz] = [
      samples.x[i + 1]! - samples.x[i]!,
      samples.y[i + 1]! - samples.y[i]!,
      samples.z[i + 1]! - samples.z[i]!,
    ]
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  let left = 0
  for (let i = first; i + 1 < end; i++) left += step(i) / 2
  let at = first
  while (at + 2 < end && step(at) < left) left -= step(at++)
  const share = step(at) > 0 ? Math.min(1, left / step(at)) : 0
  const between = (column: Float64Array) => column[at]! + share * (column[at + 1]! - column[at]!)
  return [between(samples.x), between(samples.y), between(samples.z)]
}

/** From the first to the last sample; along x where they are at one place. */
function directionOf({ sections, samples }: Morphology, section: number): readonly [number, number, number] {
  const [first, last] = [sections.firstSample[section]!, sections.firstSample[section + 1]! - 1]
  const [dx, dy, dz] = [
    samples.x[last]! - samples.x[first]!,
    samples.y[last]! - samples.y[first]!,
    samples.z[last]! - samples.z[first]!,
  ]
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz)
  return length > 0 ? [dx / length, dy / length, dz / length] : [1, 0, 0]
}

function rebuild(
  morphology: Morphology,
  shapes: ReadonlyMap<number, readonly SomaPoint[]>,
  attachesInMiddle: boolean,
): Morphology {
  const { sections, samples, annotations } = morphology
  const builder = new MorphologyBuilder(samples.count)
  /** Where each section's samples begin now. */
  const begins: number[] = []
  for (let section = 0; section < sections.count; section++) {
    const parent = sections.parent[section]!
    const isMoved = attachesInMiddle && shapes.has(parent)
    const wire =
      sections.wire[section] === 1
        ? { x: sections.wireX[section]!, y: sections.wireY[section]!, z: sections.wireZ[section]! }
        : undefined
    begins.push(builder.sampleCount)
    builder.addSection({
      type: sections.type[section]!,
      parent,
      parentX: isMoved ? 0.5 : sections.parentX[section]!,
      wire,
      name: sections.name[section]!,
    })
    const shape = shapes.get(section)
    if (shape) for (const [x, y, z, diameter] of shape) builder.addSample(x, y, z, diameter, 0)
    else {
      for (let i = sections.firstSample[section]!; i < sections.firstSample[section + 1]!; i++)
        builder.addSample(samples.x[i]!, samples.y[i]!, samples.z[i]!, samples.diameter[i]!, samples.line[i]!)
    }
  }
  if (annotations) builder.annotate(movedAnnotations(morphology, annotations, begins, shapes))
  return builder.build(morphology.name, morphology.format)
}

function movedAnnotations(
  { sections }: Morphology,
  { markers, spines, outlines }: Annotations,
  begins: readonly number[],
  shapes: ReadonlyMap<number, unknown>,
): Annotations {
  const move = <Kind extends AnnotationPlace>(one: Kind): Kind => {
    if (one.section < 0 || one.sample < 0) return one
    const inside = shapes.has(one.section) ? 0 : one.sample - sections.firstSample[one.section]!
    return { ...one, sample: begins[one.section]! + inside }
  }
  return { markers: markers.map(move), spines: spines.map(move), outlines: outlines.map(move) }
}
