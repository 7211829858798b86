import { sectionType, type Morphology } from '../../morphology.ts'
import { childrenOfSections } from '../../views.ts'
import { samplesToWrite, type WrittenSamples } from '../numberText.ts'
import type { WriterOptions } from '../writer.ts'
import { addCable } from './addCable.ts'
import { emissionOrder } from './emissionOrder.ts'
import { firstOwnSample } from './firstOwnSample.ts'
import { sphereOf } from './sphere.ts'
import { SwcRows, type WidePoint } from './swcRows.ts'

/** A cell on its way into SWC points. */
export interface SwcLayout {
  readonly morphology: Morphology
  readonly options: Required<WriterOptions>
  readonly samples: WrittenSamples
  readonly children: readonly (readonly number[])[]
  readonly rows: SwcRows
  /** Row of the point that each section hangs on; −1 for a root. */
  readonly hook: Int32Array
  /** 1 where that point lies inside a soma: the reader draws a wire to a section of two points or more there. */
  readonly insideSoma: Uint8Array
}

/**
 * Lays a cell out as SWC points so that the reader's rules (SPEC.md, S10 to S20), which are NEURON's, divide it into
 * the same sections again as far as they can (W4 to W10).
 */
export function laySwc(morphology: Morphology, options: Required<WriterOptions>): SwcRows {
  const { count } = morphology.sections
  const layout: SwcLayout = {
    morphology,
    options,
    samples: samplesToWrite(morphology, options),
    children: childrenOfSections(morphology),
    rows: new SwcRows(morphology.samples.count),
    hook: new Int32Array(count).fill(-1),
    insideSoma: new Uint8Array(count),
  }
  for (const section of emissionOrder(morphology)) {
    const sphere = sphereOf(morphology, section, options.soma)
    if (sphere) laySphere(layout, section, sphere)
    else if (isSoma(layout, section)) laySoma(layout, section)
    else layNeurite(layout, section)
  }
  return layout.rows
}

function isSoma({ morphology }: SwcLayout, section: number): boolean {
  return morphology.sections.type[section] === sectionType.soma
}

function laySphere(layout: SwcLayout, section: number, sphere: WidePoint): void {
  const { rows, options, children, hook, insideSoma } = layout
  const { soma } = sectionType
  const centre = rows.add(soma, -1, sphere)
  if (options.soma === 'three-points') {
    // As NeuroMorpho.Org writes a sphere.
    rows.add(soma, centre, { ...sphere, y: sphere.y - sphere.diameter / 2 })
    rows.add(soma, centre, { ...sphere, y: sphere.y + sphere.diameter / 2 })
  }
  for (const child of children[section]!) {
    hook[child] = centre
    insideSoma[child] = isSoma(layout, child) ? 0 : 1
  }
}

/** A soma of several points: what hangs on its middle is drawn to an inner point, what hangs on an end to that. */
function laySoma(layout: SwcLayout, section: number): void {
  const { children, hook, insideSoma } = layout
  const own = children[section]!
  const needsInside = own.some(child => endOfSoma(layout, section, child) === undefined)
  const isShort = countSamples(layout, section) === 2
  // Two points have none between them.
  const { first, last, at } = addCable(
    layout,
    section,
    firstOwnSample(layout, section),
    needsInside && isShort ? [0.5] : [],
  )
  for (const child of own) {
    const end = endOfSoma(layout, section, child)
    if (end !== undefined) hook[child] = end === 0 ? first : last
    else {
      hook[child] = at.get(0.5) ?? nearestInside(layout, child, first, last)
      insideSoma[child] = isSoma(layout, child) ? 0 : 1
    }
  }
}

/** The end of a soma section that a child can be written on; undefined for its inside. */
function endOfSoma(layout: SwcLayout, section: number, child: number): 0 | 1 | undefined {
  const { sections } = layout.morphology
  const x = sections.parentX[child]!
  if (x !== 0 && x !== 1) return undefined
  // Only of a root does the reader take the first point for an end.
  if (x === 0 && sections.parent[section]! >= 0) return undefined
  if (isSoma(layout, child)) return x
  const end = x === 0 ? sections.firstSample[section]! : sections.firstSample[section + 1]! - 1
  return sections.wire[child] === 0 && haveSamePlace(layout, sections.firstSample[child]!, end)
    ? x
    : undefined
}

function haveSamePlace({ samples: { x, y, z } }: SwcLayout, a: number, b: number): boolean {
  return x[a] === x[b] && y[a] === y[b] && z[a] === z[b]
}

function countSamples({ morphology: { sections } }: SwcLayout, section: number): number {
  return sections.firstSample[section + 1]! - sections.firstSample[section]!
}

/** The inner point of a soma that is nearest to where a branch, or the wire to it, starts. */
function nearestInside(layout: SwcLayout, child: number, first: number, last: number): number {
  const { morphology, samples, rows } = layout
  const { wire, wireX, wireY, wireZ, firstSample } = morphology.sections
  const start = firstSample[child]!
  const isWired = wire[child] === 1
  const x = isWired ? wireX[child]! : samples.x[start]!
  const y = isWired ? wireY[child]! : samples.y[start]!
  const z = isWired ? wireZ[child]! : samples.z[start]!
  let nearest = first + 1
  let least = Infinity
  for (let row = first + 1; row < last; row++) {
    const dx = rows.points.x[row]! - x
    const dy = rows.points.y[row]! - y
    const dz = rows.points.z[row]! - z
    const squared = dx * dx + dy * dy + dz * dz
    if (squared >= least) continue
    least = squared
    nearest = row
  }
  return nearest
}

function layNeurite(layout: SwcLayout, section: number): void {
  const { morphology, children, hook, rows, samples } = layout
  const { parentX, firstSample } = morphology.sections
  const own = children[section]!
  const inside = own.map(child => parentX[child]!).filter(x => x > 0 && x < 1)
  const { first, last, at } = addCable(layout, section, firstOwnSample(layout, section), inside)
  const start = firstSample[section]!
  const up = hook[section]!
  // What hangs on the near end hangs where this section does, unless that is elsewhere.
  const near =
    up >= 0 &&
    !layout.insideSoma[section] &&
    rows.isAt(up, samples.x[start]!, samples.y[start]!, samples.z[start]!)
      ? up
      : first
  for (const child of own) {
    const x = parentX[child]!
    hook[child] = x === 0 ? near : x === 1 ? last : (at.get(x) ?? last)
  }
}
