import { morphologyFormats } from '../../formats/registry.ts'
import { sectionType, type Morphology } from '../../morphology.ts'
import type { NtscableOptions } from '../options.ts'
import { none } from '../pointTree.ts'
import { Tracing } from '../tracing.ts'
import { leadingComment } from './comment.ts'

/**
 * Any other format, through its morphology (SPEC.md, K21 to K23): the first soma section is the soma, by its outline where
 * the file has one; every other section goes on from a point of its parent, with that point's diameter.
 */
export function readMorphologyNeuron(
  morphology: Morphology,
  head: string,
  options: NtscableOptions,
): Tracing {
  const { sections } = morphology
  const title = morphologyFormats.find(({ id }) => id === morphology.format)?.title ?? morphology.format
  const tracing = new Tracing(title, morphology.name, options)
  tracing.comment = leadingComment(head, /^\s*[#;]/)
  const somata: number[] = []
  for (let section = 0; section < sections.count; section++)
    if (sections.type[section] === sectionType.soma) somata.push(section)
  const soma = somata[0] ?? none
  if (soma !== none) addSoma(tracing, morphology, soma)
  if (somata.length > 1) tracing.say('ntscable/several-somata', { count: somata.length })
  addNeurites(tracing, morphology, soma)
  return tracing
}

function addSoma(tracing: Tracing, { sections, samples, annotations }: Morphology, soma: number): void {
  const { correctX, correctY, correctZ } = tracing.options
  for (const { section, x, y, z, line } of annotations?.outlines ?? []) {
    if (section < 0 || sections.type[section] !== sectionType.soma) continue
    tracing.outlines.push({
      x: Array.from(x, value => value * correctX),
      y: Array.from(y, value => value * correctY),
      z: Array.from(z, value => value * correctZ),
      line: Array.from(x, () => line),
      firstNumber: 0,
      lastNumber: 0,
    })
  }
  if (tracing.outlines.length > 0) return
  for (let sample = sections.firstSample[soma]!; sample < sections.firstSample[soma + 1]!; sample++) {
    tracing.soma.x.push(samples.x[sample]! * correctX)
    tracing.soma.y.push(samples.y[sample]! * correctY)
    tracing.soma.z.push(samples.z[sample]! * correctZ)
    tracing.soma.diameter.push(samples.diameter[sample]!)
  }
}

/** Adds the sections depth first; of those that start at one place, the first in the file comes first. */
function addNeurites(tracing: Tracing, morphology: Morphology, soma: number): void {
  const { sections, samples } = morphology
  const children: number[][] = Array.from({ length: sections.count }, () => [])
  const roots: number[] = []
  for (let section = 0; section < sections.count; section++) {
    const parent = sections.parent[section]!
    if (parent >= 0 && parent !== soma) children[parent]!.push(section)
    else if (section !== soma) roots.push(section)
  }
  const lineOf = (section: number) => samples.line[sections.firstSample[section]! + 1]! || Infinity
  const inFileOrder = (a: number, b: number) => {
    const [lineA, lineB] = [lineOf(a), lineOf(b)]
    return lineA === lineB ? a - b : lineA - lineB
  }
  const pointOfSample = new Int32Array(samples.count).fill(none)
  const open = roots.sort(inFileOrder).reverse()
  for (let section = open.pop(); section !== undefined; section = open.pop()) {
    addSection(tracing, morphology, section, soma, pointOfSample)
    const own = children[section]!.sort(inFileOrder)
    if (own.length === 0) tracing.branchCount++
    for (let i = own.length - 1; i >= 0; i--) open.push(own[i]!)
  }
}

function addSection(
  tracing: Tracing,
  morphology: Morphology,
  section: number,
  soma: number,
  pointOfSample: Int32Array,
): void {
  const { sections, samples } = morphology
  const { tree, options } = tracing
  const parent = sections.parent[section]!
  const start = sections.firstSample[section]!
  let at = parent < 0 || parent === soma ? none : pointOfSample[attachedAt(morphology, section)]!
  for (let sample = start; sample < sections.firstSample[section + 1]!; sample++) {
    const x = samples.x[sample]! * options.correctX
    const y = samples.y[sample]! * options.correctY
    const z = samples.z[sample]! * options.correctZ
    const isCopy = sample === start && at !== none && tree.x[at] === x && tree.y[at] === y && tree.z[at] === z
    if (!isCopy) {
      const diameter = samples.diameter[sample]! * options.correctDiameter
      const place = { x, y, z, diameter, line: samples.line[sample]! }
      at = at === none ? tree.addRoot(place) : tree.append(at, place)
      tracing.pointCount++
    }
    pointOfSample[sample] = at
  }
}

/** The sample of the parent nearest to where a section is attached, by length. */
function attachedAt({ sections, samples }: Morphology, section: number): number {
  const parent = sections.parent[section]!
  const first = sections.firstSample[parent]!
  const last = sections.firstSample[parent + 1]! - 1
  const place = sections.parentX[section]!
  if (place >= 1) return last
  if (place <= 0) return first
  const along = [0]
  for (let sample = first + 1; sample <= last; sample++) {
    const dx = samples.x[sample]! - samples.x[sample - 1]!
    const dy = samples.y[sample]! - samples.y[sample - 1]!
    const dz = samples.z[sample]! - samples.z[sample - 1]!
    along.push(along.at(-1)! + Math.sqrt(dx * dx + dy * dy + dz * dz))
  }
  const wanted = place * along.at(-1)!
  let nearest = 0
  for (let i = 1; i < along.length; i++)
    if (Math.abs(along[i]! - wanted) < Math.abs(along[nearest]! - wanted)) nearest = i
  return first + nearest
}
