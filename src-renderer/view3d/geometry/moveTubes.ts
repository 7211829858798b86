import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { Point3 } from './arcs.ts'
import { describePiece, sectionPath, type TubeMesh } from './tubes.ts'
import { appendPiece } from './vertices.ts'

/** A run of vertices that has changed. */
export interface VertexRange {
  readonly first: number
  readonly count: number
}

/** Shows a cell with some of its samples elsewhere. */
export interface TubeMover {
  /** Draws the samples so far from where they are [µm]; returns the vertices that have changed. */
  move(by: Point3): readonly VertexRange[]
}

/**
 * Rewrites, in place, the pieces of a mesh that some samples belong to. Their number of vertices stays, since only places
 * change; moved by nothing, the mesh is as it was.
 */
export function createTubeMover(mesh: TubeMesh, morphology: Morphology, rows: Int32Array): TubeMover {
  const { samples, sections } = morphology
  const sorted = rows.toSorted()
  const drawn: Morphology = {
    ...morphology,
    samples: { ...samples, x: samples.x.slice(), y: samples.y.slice(), z: samples.z.slice() },
  }
  const touched = touchedPieces(mesh, morphology, sorted)
  return {
    move: ({ x, y, z }) => {
      for (const row of sorted) {
        drawn.samples.x[row] = samples.x[row]! + x // hot: rows of this cell
        drawn.samples.y[row] = samples.y[row]! + y
        drawn.samples.z[row] = samples.z[row]! + z
      }
      return touched.map(({ piece, section }) => {
        const first = mesh.pieces.firstVertex[piece] ?? 0
        const path = sectionPath(
          drawn,
          section,
          sections.firstSample[section] ?? 0,
          sections.firstSample[section + 1] ?? 0,
        )
        const end = appendPiece(mesh.vertices, first, path)
        describePiece(mesh.pieces, piece, path)
        return { first, count: end - first }
      })
    },
  }
}

/** The pieces of the sections that have one of these rows; wires stay until the edit is made. */
function touchedPieces(
  { pieces }: TubeMesh,
  { sections }: Morphology,
  sorted: Int32Array,
): readonly { readonly piece: number; readonly section: number }[] {
  const pieceAt = new Map<number, number>()
  for (let piece = 0; piece < pieces.count; piece++)
    if (pieces.sampleStep[piece] === 1) pieceAt.set(pieces.firstSample[piece] ?? -1, piece)
  const touched: { piece: number; section: number }[] = []
  let at = 0
  for (let section = 0; section < sections.count && at < sorted.length; section++) {
    const end = sections.firstSample[section + 1] ?? 0
    if ((sorted[at] ?? 0) >= end) continue
    const piece = pieceAt.get(sections.firstSample[section] ?? -1)
    if (piece !== undefined) touched.push({ piece, section })
    while (at < sorted.length && (sorted[at] ?? 0) < end) at++
  }
  return touched
}
