import { sectionType, type Morphology } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import { outlineCylinders } from '../../traced/outlineCylinders.ts'
import { childrenOfSections } from '../../views.ts'
import { samplesToWrite, type WrittenSamples } from '../numberText.ts'
import { emissionOrder } from '../swc/emissionOrder.ts'
import { sphereOf } from '../swc/sphere.ts'
import type { WriterOptions } from '../writer.ts'
import { H5Rows } from './h5Rows.ts'

/** Types that the form has; any other becomes 0. */
const largestType = 19

interface H5Layout {
  readonly morphology: Morphology
  readonly samples: WrittenSamples
  readonly children: readonly (readonly number[])[]
  readonly rows: H5Rows
  /** Row of the section on which each section hangs; −1 for a root. */
  readonly hook: Int32Array
}

/** Lays a cell out as the two tables of MorphIO's form (SPEC.md, rules W30 to W33). */
export function layH5(morphology: Morphology, options: Required<WriterOptions>): H5Rows {
  const layout: H5Layout = {
    morphology,
    samples: samplesToWrite(morphology, options),
    children: childrenOfSections(morphology),
    rows: new H5Rows(morphology.samples.count),
    hook: new Int32Array(morphology.sections.count).fill(-1),
  }
  const { type, parent } = morphology.sections
  const soma = type.findIndex((one, section) => one === sectionType.soma && parent[section]! < 0)
  if (soma >= 0) laySoma(layout, soma, options.soma)
  for (const section of emissionOrder(morphology)) if (section !== soma) layNeurite(layout, section)
  return layout.rows
}

/** The soma as the outline that it was read from, a sphere, or two points. */
function laySoma(
  { morphology, samples, rows, children, hook }: H5Layout,
  soma: number,
  choice: SomaChoice,
): void {
  const { firstSample } = morphology.sections
  const start = firstSample[soma]!
  const row = rows.addSection(sectionType.soma, -1)
  for (const child of children[soma]!) hook[child] = row
  const outline = choice === 'as-it-is' ? outlineOf(morphology, soma) : undefined
  const sphere = sphereOf(morphology, soma, choice)
  const isShort = firstSample[soma + 1]! - start === 2
  if (outline) rows.addPoints(outline, 0, outline.x.length)
  else if (sphere) rows.addPoint(sphere)
  else if (isShort) rows.addPoints(samples, start, start + 2)
  else {
    // A third point would make an outline of it.
    const equal = sphereOf(morphology, soma, 'one-point')
    if (equal) rows.addPoint(equal)
  }
}

type SomaChoice = Required<WriterOptions>['soma']

/** The outline out of which the soma's samples were made, if they still are what comes out of it. */
function outlineOf({ annotations, sections, samples }: Morphology, soma: number): WrittenSamples | undefined {
  const own = annotations?.outlines.filter(({ section }) => section === soma) ?? []
  const [outline] = own
  if (own.length !== 1 || !outline) return undefined
  const points = new PointColumns(outline.x.length)
  outline.x.forEach((x, i) => points.add(x, outline.y[i]!, outline.z[i]!, outline.diameter[i]!, 0))
  const discs = outlineCylinders(points)
  const start = sections.firstSample[soma]!
  const isSame =
    discs?.length === sections.firstSample[soma + 1]! - start &&
    discs.every(
      ({ x, y, z, diameter }, i) =>
        samples.x[start + i] === x &&
        samples.y[start + i] === y &&
        samples.z[start + i] === z &&
        samples.diameter[start + i] === diameter,
    )
  return isSame ? outline : undefined
}

/** A section, cut where branches hang on its middle: each piece goes on from the one before. */
function layNeurite(layout: H5Layout, section: number): void {
  const { morphology, samples, children, rows, hook } = layout
  const { firstSample, type, parentX } = morphology.sections
  const start = firstSample[section]!
  const end = firstSample[section + 1]!
  const own = type[section]!
  const kept = own >= 0 && own <= largestType && own !== sectionType.soma ? own : sectionType.undefined
  const places = [...new Set(children[section]!.map(child => parentX[child]!))].filter(x => x > 0 && x < 1)
  const arc = places.length > 0 ? fractions(samples, start, end) : new Float64Array()
  const rowAt = new Map<number, number>([[0, hook[section]!]])
  let row = rows.addSection(kept, hook[section]!)
  let from = start
  for (const place of places.sort((a, b) => a - b)) {
    let next = from
    while (next < end - 1 && arc[next - start]! < place) next++
    rows.addPoints(samples, from, next)
    const cut = pointAt(samples, start, next, arc, place)
    rows.addPoint(cut)
    rowAt.set(place, row)
    row = rows.addSection(kept, row)
    rows.addPoint(cut)
    // A sample at the place is the cut itself.
    from = arc[next - start] === place ? next + 1 : next
  }
  rows.addPoints(samples, from, end)
  rowAt.set(1, row)
  for (const child of children[section]!) hook[child] = rowAt.get(parentX[child]!) ?? row
}

function pointAt(samples: WrittenSamples, start: number, next: number, arc: Float64Array, place: number) {
  const before = Math.max(start, next - 1)
  const step = arc[next - start]! - arc[before - start]!
  const share = step > 0 ? (place - arc[before - start]!) / step : 0
  const between = (column: Float64Array) =>
    share === 1 ? column[next]! : column[before]! + share * (column[next]! - column[before]!)
  const { x, y, z, diameter } = samples
  return { x: between(x), y: between(y), z: between(z), diameter: between(diameter) }
}

/** Path length up to each sample, in parts of the whole. */
function fractions({ x, y, z }: WrittenSamples, start: number, end: number): Float64Array {
  const arc = new Float64Array(end - start)
  for (let sample = start + 1; sample < end; sample++) {
    const dx = x[sample]! - x[sample - 1]!
    const dy = y[sample]! - y[sample - 1]!
    const dz = z[sample]! - z[sample - 1]!
    arc[sample - start] = arc[sample - start - 1]! + Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  const length = arc[arc.length - 1]!
  return length > 0 ? arc.map(value => value / length) : arc
}
