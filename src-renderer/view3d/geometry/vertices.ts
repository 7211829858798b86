import type { PiecePath, Vertices } from './tubes.ts'

/** Makes room for exactly these pieces; a tube has a disc at both ends. */
export function createVertices(paths: readonly PiecePath[]): Vertices {
  const count = paths.reduce(
    (sum, path) => sum + path.count * path.corners + (path.corners > 2 ? 2 * (path.corners + 1) : 0),
    0,
  )
  return {
    count,
    axis: new Float32Array(count * 3),
    corner: new Int8Array(count * 4),
    radius: new Float32Array(count),
    sample: new Float32Array(count),
  }
}

/** A direction in space, changed in place to spare allocations. */
type Direction = [number, number, number]

/** Where the axis goes at a point, and two directions across it. */
interface Frame {
  readonly tangent: Direction
  readonly side: Direction
  readonly other: Direction
}

/** Writes the vertices of one piece, one after another. */
interface Pen {
  readonly vertices: Vertices
  readonly path: PiecePath
  /** The vertex that is written next. */
  vertex: number
}

/**
 * Adds one piece from this vertex on and returns the vertex after it. Its points come first, then, for a tube, the
 * disc at its start and the one at its end, each a middle and a ring.
 */
export function appendPiece(vertices: Vertices, first: number, path: PiecePath): number {
  const frame: Frame = { tangent: [0, 1, 0], side: [0, 0, 0], other: [0, 0, 0] }
  const { tangent, side, other } = frame
  const pen: Pen = { vertices, path, vertex: first }
  if (path.corners === 2) {
    for (let point = 0; point < path.count; point++) {
      tangentAt(path, point, tangent)
      writeVertex(pen, point, tangent, -127)
      writeVertex(pen, point, tangent, 127)
    }
    return pen.vertex
  }
  const discs: Pen = { vertices, path, vertex: first + path.count * path.corners }
  for (let point = 0; point < path.count; point++) {
    tangentAt(path, point, tangent)
    turnSide(side, tangent)
    cross(tangent, side, other)
    writeRing(pen, point, frame)
    if (point === 0) writeDisc(discs, point, frame, -1)
  }
  writeDisc(discs, path.count - 1, frame, 1)
  return discs.vertex
}

/** Direction of the axis at a point: from its neighbour before to its neighbour after. Repeated points keep the last one. */
function tangentAt({ x, y, z, count }: PiecePath, point: number, tangent: Direction): void {
  const before = point > 0 ? point - 1 : 0
  const after = point + 1 < count ? point + 1 : count - 1
  const dx = x[after]! - x[before]! // hot: both within count
  const dy = y[after]! - y[before]!
  const dz = z[after]! - z[before]!
  const length = Math.hypot(dx, dy, dz)
  if (length < 1e-9) return
  tangent[0] = dx / length
  tangent[1] = dy / length
  tangent[2] = dz / length
}

/** Makes `side` perpendicular to the tangent, staying as near to its last direction as it can, so that nothing twists. */
function turnSide(side: Direction, tangent: Direction): void {
  for (const start of [side, [1, 0, 0], [0, 0, 1]] as const) {
    const along = start[0] * tangent[0] + start[1] * tangent[1] + start[2] * tangent[2]
    const x = start[0] - along * tangent[0]
    const y = start[1] - along * tangent[1]
    const z = start[2] - along * tangent[2]
    const length = Math.hypot(x, y, z)
    if (length < 0.2) continue
    side[0] = x / length
    side[1] = y / length
    side[2] = z / length
    return
  }
}

function cross(a: Direction, b: Direction, into: Direction): void {
  into[0] = a[1] * b[2] - a[2] * b[1]
  into[1] = a[2] * b[0] - a[0] * b[2]
  into[2] = a[0] * b[1] - a[1] * b[0]
}

function writeRing(pen: Pen, point: number, { side, other }: Frame): void {
  const { corners } = pen.path
  const normal: Direction = [0, 0, 0]
  for (let corner = 0; corner < corners; corner++) {
    const angle = (2 * Math.PI * corner) / corners
    const c = Math.cos(angle)
    const s = Math.sin(angle)
    for (let axis = 0; axis < 3; axis++) normal[axis] = c * side[axis]! + s * other[axis]! // hot
    writeVertex(pen, point, normal, 0)
  }
}

/** A middle that faces along the axis (1) or against it (−1), and the ring around it. */
function writeDisc(pen: Pen, point: number, frame: Frame, facing: -1 | 1): void {
  const [x, y, z] = frame.tangent
  const middle = pen.vertex
  writeVertex(pen, point, [facing * x, facing * y, facing * z], 0)
  pen.vertices.radius[middle] = 0
  writeRing(pen, point, frame)
}

function writeVertex(pen: Pen, point: number, direction: Direction, side: number): void {
  const { path, vertices } = pen
  const { axis, corner, radius, sample } = vertices
  const vertex = pen.vertex++
  axis[vertex * 3] = path.x[point]! // hot: the caller counts points
  axis[vertex * 3 + 1] = path.y[point]!
  axis[vertex * 3 + 2] = path.z[point]!
  corner[vertex * 4] = Math.round(direction[0] * 127)
  corner[vertex * 4 + 1] = Math.round(direction[1] * 127)
  corner[vertex * 4 + 2] = Math.round(direction[2] * 127)
  corner[vertex * 4 + 3] = side
  radius[vertex] = Math.abs(path.diameter[point]!) / 2
  sample[vertex] = path.firstSample + point * path.sampleStep
}
