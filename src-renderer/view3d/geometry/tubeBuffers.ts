/** The axis of one tube: points [µm] with diameters [µm], one ring each. */
export interface TubePath {
  readonly count: number
  /** Corners of each ring. */
  readonly corners: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly diameter: Float64Array
  /** Sample of the first ring, and the step to the next ring's. */
  readonly firstSample: number
  readonly sampleStep: 0 | 1
}

/** Arrays that are filled tube by tube; `vertex`, `indexAt` and `coarseAt` say how far. */
export interface TubeBuffers {
  vertex: number
  indexAt: number
  coarseAt: number
  readonly axis: Float32Array
  readonly normal: Int8Array
  readonly radius: Float32Array
  readonly sample: Float32Array
  readonly index: Uint32Array
  readonly coarse: Uint32Array
}

/** Makes room for exactly these tubes, each with a disc at both ends. */
export function createTubeBuffers(paths: readonly TubePath[]): TubeBuffers {
  let vertices = 0
  let triangles = 0
  for (const { count, corners } of paths) {
    vertices += count * corners + 2 * (corners + 1)
    triangles += (count - 1) * corners * 2 + 2 * corners
  }
  return {
    vertex: 0,
    indexAt: 0,
    coarseAt: 0,
    axis: new Float32Array(vertices * 3),
    normal: new Int8Array(vertices * 4),
    radius: new Float32Array(vertices),
    sample: new Float32Array(vertices),
    index: new Uint32Array(triangles * 3),
    coarse: new Uint32Array(triangles * 3),
  }
}

/** A direction in space, changed in place to spare allocations. */
type Direction = [number, number, number]

/** Adds one tube. Rings turn as little as possible from one to the next, so that nothing twists. */
export function appendTube(buffers: TubeBuffers, path: TubePath): void {
  const { count, corners } = path
  const tangent: Direction = [0, 1, 0]
  const side: Direction = [0, 0, 0]
  const other: Direction = [0, 0, 0]
  const firstVertex = buffers.vertex
  for (let ring = 0; ring < count; ring++) {
    tangentAt(path, ring, tangent)
    turnSide(side, tangent)
    cross(tangent, side, other)
    appendRing(buffers, path, ring, side, other)
    if (ring === 0) appendCap(buffers, path, ring, tangent, side, other, -1)
  }
  appendCap(buffers, path, count - 1, tangent, side, other, 1)
  // The first ring's cap stands between the first ring and the second.
  const ringStart = (ring: number): number => firstVertex + ring * corners + (ring > 0 ? corners + 1 : 0)
  for (let ring = 0; ring + 1 < count; ring++)
    joinRings(buffers, ringStart(ring), ringStart(ring + 1), corners)
  joinCoarsely(buffers, ringStart, count, corners)
}

/** Direction of the axis at a ring: from its neighbour before to its neighbour after. Repeated points keep the last one. */
function tangentAt({ x, y, z, count }: TubePath, ring: number, tangent: Direction): void {
  const before = ring > 0 ? ring - 1 : 0
  const after = ring + 1 < count ? ring + 1 : count - 1
  const dx = x[after]! - x[before]! // hot: both within count
  const dy = y[after]! - y[before]!
  const dz = z[after]! - z[before]!
  const length = Math.hypot(dx, dy, dz)
  if (length < 1e-9) return
  tangent[0] = dx / length
  tangent[1] = dy / length
  tangent[2] = dz / length
}

/** Makes `side` perpendicular to the tangent, staying as near to its last direction as it can. */
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

function appendRing(
  buffers: TubeBuffers,
  path: TubePath,
  ring: number,
  side: Direction,
  other: Direction,
): void {
  const radius = Math.abs(path.diameter[ring]!) / 2 // hot
  for (let corner = 0; corner < path.corners; corner++) {
    const angle = (2 * Math.PI * corner) / path.corners
    const c = Math.cos(angle)
    const s = Math.sin(angle)
    appendVertex(buffers, path, ring, radius, [
      c * side[0] + s * other[0],
      c * side[1] + s * other[1],
      c * side[2] + s * other[2],
    ])
  }
}

function appendVertex(
  buffers: TubeBuffers,
  path: TubePath,
  ring: number,
  radius: number,
  normal: Direction,
): void {
  const vertex = buffers.vertex++
  buffers.axis[vertex * 3] = path.x[ring]!
  buffers.axis[vertex * 3 + 1] = path.y[ring]!
  buffers.axis[vertex * 3 + 2] = path.z[ring]!
  buffers.normal[vertex * 4] = Math.round(normal[0] * 127)
  buffers.normal[vertex * 4 + 1] = Math.round(normal[1] * 127)
  buffers.normal[vertex * 4 + 2] = Math.round(normal[2] * 127)
  buffers.radius[vertex] = radius
  buffers.sample[vertex] = path.firstSample + ring * path.sampleStep
}

/** Closes an end with a disc. `facing` is −1 at the start and 1 at the end of the axis. */
function appendCap(
  buffers: TubeBuffers,
  path: TubePath,
  ring: number,
  tangent: Direction,
  side: Direction,
  other: Direction,
  facing: -1 | 1,
): void {
  const middle = buffers.vertex
  appendVertex(buffers, path, ring, 0, [facing * tangent[0], facing * tangent[1], facing * tangent[2]])
  appendRing(buffers, path, ring, side, other)
  for (let corner = 0; corner < path.corners; corner++) {
    const here = middle + 1 + corner
    const next = middle + 1 + ((corner + 1) % path.corners)
    const [second, third] = facing > 0 ? [here, next] : [next, here]
    for (const list of [buffers.index, buffers.coarse]) {
      const at = list === buffers.index ? buffers.indexAt : buffers.coarseAt
      list[at] = middle
      list[at + 1] = second
      list[at + 2] = third
    }
    buffers.indexAt += 3
    buffers.coarseAt += 3
  }
}

/** Two triangles for each side between two rings. */
function joinRings(buffers: TubeBuffers, from: number, to: number, corners: number): void {
  const { index } = buffers
  let at = buffers.indexAt
  for (let corner = 0; corner < corners; corner++) {
    const next = corner + 1 === corners ? 0 : corner + 1
    index[at++] = from + corner
    index[at++] = from + next
    index[at++] = to + corner
    index[at++] = from + next
    index[at++] = to + next
    index[at++] = to + corner
  }
  buffers.indexAt = at
}

/** The same tube with every other ring, and with every other corner where three remain. */
function joinCoarsely(
  buffers: TubeBuffers,
  ringStart: (ring: number) => number,
  count: number,
  corners: number,
): void {
  const cornerStep = corners >= 6 ? 2 : 1
  const { coarse } = buffers
  let at = buffers.coarseAt
  for (let ring = 0; ring + 1 < count; ring += 2) {
    const from = ringStart(ring)
    const to = ringStart(Math.min(ring + 2, count - 1))
    for (let corner = 0; corner < corners; corner += cornerStep) {
      const next = corner + cornerStep >= corners ? 0 : corner + cornerStep
      coarse[at++] = from + corner
      coarse[at++] = from + next
      coarse[at++] = to + corner
      coarse[at++] = from + next
      coarse[at++] = to + next
      coarse[at++] = to + corner
    }
  }
  buffers.coarseAt = at
}
