import { refused, type Checked } from '../../core/checked.ts'
import { convertGeometry, type ConvertedGeometry } from './convert.ts'
import { addDiameterRuns, placePoints, segmentDiameters, type DiameterRun } from './diameterRuns.ts'
import type { NtscableOptions } from './options.ts'
import { none, type PointTree } from './pointTree.ts'
import type { ConversionReport } from './report.ts'

/** A file as it lies there: its name and its bytes. */
export interface MorphologySource {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a file says and what a conversion makes of it, as arrays to draw [µm]. */
export interface ConversionPreview {
  /** Digitised points: x, y, z, diameter of each, and the point before it; −1 for the first of a neurite. */
  readonly traced: {
    readonly count: number
    readonly points: Float32Array
    readonly parent: Int32Array
    /** Line of the source; 0 for points made up. */
    readonly line: Int32Array
  }
  /** Outlines of the soma: x, y, z of each point, one array an outline. */
  readonly outlines: readonly Float32Array[]
  /** Cylinders of the result: both ends and the diameter, seven numbers each; those of the soma come first. */
  readonly cylinders: {
    readonly count: number
    readonly somaCount: number
    readonly geometry: Float32Array
    /** Section of each cylinder, as in the report; the row of segments for CABLE; −1 for the soma. */
    readonly section: Int32Array
  }
  readonly report: ConversionReport
}

const perCylinder = 7

/**
 * Converts a file and gives what to draw: on one side the points as digitised, on the other one cylinder for each
 * segment, from where the segment begins on the traced line to where it ends.
 */
export function conversionPreview(
  source: MorphologySource,
  options: NtscableOptions,
): Checked<ConversionPreview> {
  const { value, diagnostics } = convertGeometry(source.name, source.bytes, options)
  if (!value) return refused(diagnostics)
  return { value: previewOf(value), diagnostics }
}

/** What to draw of a conversion. */
export function previewOf(converted: ConvertedGeometry): ConversionPreview {
  const { tracing, report } = converted
  const outlines = tracing.outlines.map(({ x, y, z }) =>
    Float32Array.from(x.flatMap((_, i) => [x[i]!, y[i]!, z[i]!])),
  )
  return { traced: tracedPoints(tracing.tree), outlines, cylinders: cylindersOf(converted), report }
}

function tracedPoints(tree: PointTree): ConversionPreview['traced'] {
  const points = new Float32Array(4 * tree.count)
  for (let point = 0; point < tree.count; point++) {
    const columns = [tree.x, tree.y, tree.z, tree.diameter]
    columns.forEach((column, i) => {
      points[4 * point + i] = column[point]!
    })
  }
  return {
    count: tree.count,
    points,
    parent: tree.parent.slice(0, tree.count),
    line: tree.line.slice(0, tree.count),
  }
}

/** Runs of points that are cut into equal segments, with what they belong to. */
interface DrawnRun {
  readonly first: number
  readonly last: number
  readonly count: number
  readonly dx: number
  readonly section: number
}

function drawnRuns({ sections, cable }: ConvertedGeometry): readonly DrawnRun[] {
  if (sections)
    return sections.map(({ first, last, segments, length }, section) => ({
      first,
      last,
      count: segments,
      dx: length / segments,
      section,
    }))
  let row = 0
  return (cable?.lengths ?? []).map(({ first, last, dx, firstPoint, lastPoint }) => {
    while (first > (cable?.rows[row]?.last ?? Infinity)) row++
    return { first: firstPoint, last: lastPoint, count: last - first + 1, dx, section: row }
  })
}

function cylindersOf(converted: ConvertedGeometry): ConversionPreview['cylinders'] {
  const { tracing, soma } = converted
  const { tree, options } = tracing
  const runs = drawnRuns(converted)
  const somaCount = Math.max(0, soma.points.x.length - 1)
  const count = runs.reduce((sum, run) => sum + run.count, somaCount)
  const geometry = new Float32Array(perCylinder * count)
  const section = new Int32Array(count).fill(none)
  const { x, y, z, diameter } = soma.points
  for (let i = 0; i < somaCount; i++) {
    const mean = (Math.abs(diameter[i]!) + Math.abs(diameter[i + 1]!)) / 2
    geometry.set([x[i]!, y[i]!, z[i]!, x[i + 1]!, y[i + 1]!, z[i + 1]!, mean], perCylinder * i)
  }
  const segmentOfPoint = new Int32Array(tree.count)
  let at = somaCount
  for (const run of runs) {
    const cut = { first: run.first, last: run.last, segment: 0, count: run.count, dx: run.dx }
    const diameters: DiameterRun[] = []
    placePoints(tree, cut, segmentOfPoint)
    addDiameterRuns(tree, cut, segmentOfPoint, options.area, diameters)
    const widths = segmentDiameters(diameters, 0, run.count)
    section.fill(run.section, at, at + run.count)
    drawRun(tree, run, widths, geometry.subarray(perCylinder * at))
    at += run.count
  }
  return { count, somaCount, geometry, section }
}

/** Lays the segments of a run between the places that divide its line into equal parts. */
function drawRun(tree: PointTree, run: DrawnRun, widths: Float64Array, geometry: Float32Array): void {
  let point = run.first
  let before = 0
  let from = placeOn(tree, point, 0)
  for (let i = 0; i < run.count; i++) {
    const end = (i + 1) * run.dx
    while (point !== run.last && before + tree.length[point]! < end) {
      before += tree.length[point]!
      point = tree.next[point]!
    }
    const length = tree.length[point]!
    const to = placeOn(tree, point, length > 0 ? Math.min(1, (end - before) / length) : 1)
    geometry.set([...from, ...to, widths[i]!], perCylinder * i)
    from = to
  }
}

/** A place on the link from a point's parent to the point, 0…1. */
function placeOn(tree: PointTree, point: number, part: number): readonly [number, number, number] {
  const parent = tree.parent[point]!
  return [
    tree.x[parent]! + (tree.x[point]! - tree.x[parent]!) * part,
    tree.y[parent]! + (tree.y[point]! - tree.y[parent]!) * part,
    tree.z[parent]! + (tree.z[point]! - tree.z[parent]!) * part,
  ]
}
