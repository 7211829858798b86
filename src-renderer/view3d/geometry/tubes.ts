import { sectionType } from '../../../src-engine/morphology/morphology.ts'
import type { CellShape } from './cellShape.ts'
import { measureImportance } from './importance.ts'
import { appendPiece, createVertices } from './vertices.ts'

/** The axis of one piece: points [µm] with diameters [µm]. */
export interface PiecePath {
  readonly count: number
  /** Vertices around each point: 2 for a ribbon that faces the viewer, more for a tube. */
  readonly corners: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly diameter: Float64Array
  /** Sample of the first point, and the step to the next one's. */
  readonly firstSample: number
  readonly sampleStep: 0 | 1
}

/** Vertices of the whole cell. They name their sample, so that colours live in a texture with one texel a sample. */
export interface Vertices {
  readonly count: number
  /** Point on the axis [µm], shape [count, 3]. */
  readonly axis: Float32Array
  /**
   * Shape [count, 4], −127…127. Tube: direction away from the axis, then 0. Ribbon: direction of the axis, then
   * the side (−127 or 127); the shader turns it to the viewer.
   */
  readonly corner: Int8Array
  /** Distance from the axis [µm]; 0 for the middle of a tube's end. */
  readonly radius: Float32Array
  readonly sample: Float32Array
}

/** What can be drawn or left out as one: a section, or a wire. Structure of arrays. */
export interface Pieces {
  readonly count: number
  readonly firstVertex: Int32Array
  readonly corners: Int32Array
  readonly points: Int32Array
  readonly firstSample: Int32Array
  /** 0 for wires, whose two points belong to one sample. */
  readonly sampleStep: Int32Array
  /** A sphere around it [µm]. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  readonly reach: Float32Array
}

/** A cell as vertices; `writeIndex` chooses the triangles for a view. */
export interface TubeMesh {
  readonly vertices: Vertices
  readonly pieces: Pieces
  /** Error of leaving out each sample [µm]. */
  readonly importance: Float32Array
  /** Room that the index of all triangles takes. */
  readonly mostIndices: number
}

/** Radius of a wire without electrical effect [µm]: the shader draws it about one pixel wide. */
const wireRadiusUm = 0.02

/**
 * Corners of a section: somata and thick trunks are round from every side; what is thin is a ribbon with the
 * shading of a tube, which costs a fifth of the triangles and looks the same.
 */
export function cornersOfSection(type: number, widestUm: number): number {
  if (type === sectionType.soma) return 24
  return widestUm > 5 ? 12 : 2
}

/** Builds the pieces of all sections, and of the wires that join sections which do not touch. */
export function buildTubes(morphology: CellShape): TubeMesh {
  const { sections } = morphology
  const paths: PiecePath[] = []
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section] as number
    const end = sections.firstSample[section + 1] as number
    if (end - first > 1) paths.push(sectionPath(morphology, section, first, end))
    if (sections.wire[section] && end > first) paths.push(wirePath(morphology, section, first))
  }
  const vertices = createVertices(paths)
  const pieces = createPieces(paths.length)
  let vertex = 0
  let mostIndices = 0
  paths.forEach((path, piece) => {
    pieces.firstVertex[piece] = vertex
    describePiece(pieces, piece, path)
    vertex = appendPiece(vertices, vertex, path)
    mostIndices += path.corners === 2 ? (path.count - 1) * 6 : ((path.count - 1) * 2 + 2) * path.corners * 3
  })
  return { vertices, pieces, importance: measureImportance(morphology), mostIndices }
}

/** The axis of one section. */
export function sectionPath(
  { samples, sections }: CellShape,
  section: number,
  first: number,
  end: number,
): PiecePath {
  let widest = 0
  for (let sample = first; sample < end; sample++)
    widest = Math.max(widest, Math.abs(samples.diameter[sample]!)) // hot
  return {
    count: end - first,
    corners: cornersOfSection(sections.type[section] as number, widest),
    x: samples.x.subarray(first, end),
    y: samples.y.subarray(first, end),
    z: samples.z.subarray(first, end),
    diameter: samples.diameter.subarray(first, end),
    firstSample: first,
    sampleStep: 1,
  }
}

function wirePath({ samples, sections }: CellShape, section: number, first: number): PiecePath {
  const pair = (from: Float64Array, to: Float64Array): Float64Array =>
    Float64Array.of(from[section] as number, to[first] as number)
  return {
    count: 2,
    corners: 2,
    x: pair(sections.wireX, samples.x),
    y: pair(sections.wireY, samples.y),
    z: pair(sections.wireZ, samples.z),
    diameter: Float64Array.of(2 * wireRadiusUm, 2 * wireRadiusUm),
    firstSample: first,
    sampleStep: 0,
  }
}

function createPieces(count: number): Pieces {
  const whole = (): Int32Array => new Int32Array(count)
  const real = (): Float32Array => new Float32Array(count)
  return {
    count,
    firstVertex: whole(),
    corners: whole(),
    points: whole(),
    firstSample: whole(),
    sampleStep: whole(),
    x: real(),
    y: real(),
    z: real(),
    reach: real(),
  }
}

/** Notes what a piece is, and the sphere around the box of its points. */
export function describePiece(pieces: Pieces, piece: number, path: PiecePath): void {
  pieces.corners[piece] = path.corners
  pieces.points[piece] = path.count
  pieces.firstSample[piece] = path.firstSample
  pieces.sampleStep[piece] = path.sampleStep
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  let widest = 0
  for (let point = 0; point < path.count; point++) {
    widest = Math.max(widest, Math.abs(path.diameter[point]!)) // hot
    for (const [axis, column] of [path.x, path.y, path.z].entries()) {
      low[axis] = Math.min(low[axis]!, column[point]!)
      high[axis] = Math.max(high[axis]!, column[point]!)
    }
  }
  pieces.x[piece] = (low[0]! + high[0]!) / 2
  pieces.y[piece] = (low[1]! + high[1]!) / 2
  pieces.z[piece] = (low[2]! + high[2]!) / 2
  pieces.reach[piece] =
    Math.hypot(high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!) / 2 + widest / 2
}
