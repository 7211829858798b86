import { MorphologyBuilder } from '../builder.ts'
import { sectionType, type Morphology } from '../morphology.ts'
import { none } from './pointTree.ts'
import type { ConversionPreview } from './preview.ts'

/** Format id of cells that are only drawn. */
const drawn = 'preview'
const perPoint = 4
const perCylinder = 7
/** Outlines have no diameter: they are drawn as thin lines [µm]. */
const outlineDiameterUm = 0.5

/**
 * The digitised points of a conversion as a cell to draw: an unbranched row of points is a section, and so is each outline,
 * closed. Where there is no outline, the row of places that is the soma stands for it.
 */
export function tracedMorphology(preview: ConversionPreview): Morphology {
  const { traced, outlines } = preview
  const builder = new MorphologyBuilder(traced.count)
  const first = addOutlines(builder, outlines) + (outlines.length > 0 ? 0 : addSoma(builder, preview))
  const { next, isHead } = chainsOf(traced)
  const add = (point: number): void => {
    const at = perPoint * point
    const { points, line } = traced
    builder.addSample(
      points[at] ?? 0,
      points[at + 1] ?? 0,
      points[at + 2] ?? 0,
      points[at + 3] ?? 0,
      line[point] ?? 0,
    )
  }
  const sectionOf = new Int32Array(traced.count)
  let section = first
  for (let head = 0; head < traced.count; head++) {
    if (isHead[head] !== 1) continue
    const parent = traced.parent[head] ?? none
    const isRoot = parent === none
    builder.addSection({
      type: sectionType.dend,
      parent: isRoot ? none : (sectionOf[parent] ?? none),
      parentX: isRoot ? 0 : 1,
    })
    const start = isRoot ? head : parent
    add(start)
    // A section needs two points, a lone one stands there twice.
    if (!isRoot || next[head] === none) add(head)
    sectionOf[head] = section
    for (let point = next[head] ?? none; point !== none; point = next[point] ?? none) {
      add(point)
      sectionOf[point] = section
    }
    section++
  }
  return builder.build(preview.report.source, drawn)
}

/** The cylinders of a conversion as a cell to draw: those of a section stand together, each with its own diameter. */
export function convertedMorphology(preview: ConversionPreview): Morphology {
  const { cylinders, report } = preview
  const { count, somaCount, geometry, section } = cylinders
  const builder = new MorphologyBuilder(2 * count)
  const names = new Set<string>()
  let before: number | undefined
  for (let i = 0; i < count; i++) {
    const own = section[i] ?? none
    if (own !== before) {
      const name = i < somaCount ? 'soma' : nameOf(report, own)
      builder.addSection({
        type: i < somaCount ? sectionType.soma : sectionType.dend,
        parent: none,
        parentX: 0,
        name: names.has(name) ? `${name} (${i})` : name,
      })
      names.add(name)
      before = own
    }
    const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0, diameter = 0] = geometry.subarray(perCylinder * i)
    builder.addSample(x0, y0, z0, diameter, 0)
    builder.addSample(x1, y1, z1, diameter, 0)
  }
  return builder.build(report.source, drawn)
}

function nameOf({ sections, cableRows }: ConversionPreview['report'], section: number): string {
  const row = cableRows[section]
  return sections[section]?.name ?? (row ? `segments ${row.first} to ${row.last}` : `section ${section}`)
}

/** @returns how many sections were added */
function addOutlines(builder: MorphologyBuilder, outlines: ConversionPreview['outlines']): number {
  for (const outline of outlines) {
    builder.addSection({ type: sectionType.soma, parent: none, parentX: 0 })
    const count = outline.length / 3
    for (let i = 0; i <= count; i++) {
      const at = 3 * (i % count)
      builder.addSample(outline[at] ?? 0, outline[at + 1] ?? 0, outline[at + 2] ?? 0, outlineDiameterUm, 0)
    }
  }
  return outlines.length
}

/** @returns how many sections were added */
function addSoma(builder: MorphologyBuilder, { cylinders }: ConversionPreview): number {
  if (cylinders.somaCount === 0) return 0
  builder.addSection({ type: sectionType.soma, parent: none, parentX: 0 })
  for (let i = 0; i < cylinders.somaCount; i++) {
    const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0, diameter = 0] = cylinders.geometry.subarray(
      perCylinder * i,
    )
    builder.addSample(x0, y0, z0, diameter, 0)
    builder.addSample(x1, y1, z1, diameter, 0)
  }
  return 1
}

/** Which point goes on after each within its unbranched row, and which points begin one. */
function chainsOf({ count, parent }: ConversionPreview['traced']) {
  const children = new Int32Array(count)
  for (let point = 0; point < count; point++) {
    const from = parent[point] ?? none
    if (from !== none) children[from] = (children[from] ?? 0) + 1
  }
  const next = new Int32Array(count).fill(none)
  const isHead = new Uint8Array(count)
  for (let point = 0; point < count; point++) {
    const from = parent[point] ?? none
    if (from !== none && children[from] === 1) next[from] = point
    else isHead[point] = 1
  }
  return { next, isHead }
}
