import { cameraAxes, type Camera, type Viewport } from '../camera.ts'
import type { Pieces, TubeMesh } from './tubes.ts'

/** Marks the pieces that may be in the picture with 1; returns how many. */
export function markVisible(pieces: Pieces, camera: Camera, viewport: Viewport, marks: Uint8Array): number {
  const { right, up } = cameraAxes(camera)
  const { target, umPerPixel } = camera
  // A branch is drawn at least a few pixels wide, however thin it is.
  const margin = 4 * umPerPixel
  const halfWidth = (viewport.width / 2) * umPerPixel + margin
  const halfHeight = (viewport.height / 2) * umPerPixel + margin
  let visible = 0
  for (let piece = 0; piece < pieces.count; piece++) {
    const x = pieces.x[piece]! - target.x // hot: below count
    const y = pieces.y[piece]! - target.y
    const z = pieces.z[piece]! - target.z
    const reach = pieces.reach[piece]!
    const across = Math.abs(x * right.x + y * right.y + z * right.z)
    const along = Math.abs(x * up.x + y * up.y + z * up.z)
    const seen = across - reach <= halfWidth && along - reach <= halfHeight ? 1 : 0
    marks[piece] = seen
    visible += seen
  }
  return visible
}

/**
 * Writes the triangles of the visible pieces, leaving out samples whose absence nobody could see.
 *
 * @param toleranceUm how far the drawing may be off [µm]; 0 keeps every sample
 * @param into room for `mesh.mostIndices`
 * @returns how many indices were written
 */
export function writeIndex(
  mesh: TubeMesh,
  visible: Uint8Array,
  toleranceUm: number,
  into: Uint32Array,
): number {
  const { pieces } = mesh
  let at = 0
  for (let piece = 0; piece < pieces.count; piece++) {
    if (!visible[piece]) continue
    at =
      pieces.corners[piece] === 2
        ? writeRibbon(mesh, piece, toleranceUm, into, at)
        : writeTube(mesh, piece, toleranceUm, into, at)
  }
  return at
}

/** Two triangles for each stretch between kept samples. */
function writeRibbon(
  { pieces, importance }: TubeMesh,
  piece: number,
  toleranceUm: number,
  into: Uint32Array,
  start: number,
): number {
  const first = pieces.firstVertex[piece]!
  const sample = pieces.firstSample[piece]!
  const step = pieces.sampleStep[piece]!
  const last = pieces.points[piece]! - 1
  let at = start
  let from = first
  for (let point = 1; point <= last; point++) {
    if (point < last && importance[sample + point * step]! < toleranceUm) continue // hot
    const to = first + 2 * point
    into[at++] = from
    into[at++] = from + 1
    into[at++] = to
    into[at++] = from + 1
    into[at++] = to + 1
    into[at++] = to
    from = to
  }
  return at
}

/** The walls between kept rings, and the discs at both ends. */
function writeTube(
  { pieces, importance }: TubeMesh,
  piece: number,
  toleranceUm: number,
  into: Uint32Array,
  start: number,
): number {
  const first = pieces.firstVertex[piece]!
  const corners = pieces.corners[piece]!
  const sample = pieces.firstSample[piece]!
  const last = pieces.points[piece]! - 1
  let at = start
  let from = first
  for (let point = 1; point <= last; point++) {
    if (point < last && importance[sample + point]! < toleranceUm) continue // hot
    const to = first + corners * point
    for (let corner = 0; corner < corners; corner++) {
      const next = corner + 1 === corners ? 0 : corner + 1
      into[at++] = from + corner
      into[at++] = from + next
      into[at++] = to + corner
      into[at++] = from + next
      into[at++] = to + next
      into[at++] = to + corner
    }
    from = to
  }
  for (const end of [0, 1]) {
    const middle = first + corners * (last + 1) + end * (corners + 1)
    for (let corner = 0; corner < corners; corner++) {
      const here = middle + 1 + corner
      const next = middle + 1 + ((corner + 1) % corners)
      into[at++] = middle
      into[at++] = end ? here : next
      into[at++] = end ? next : here
    }
  }
  return at
}
