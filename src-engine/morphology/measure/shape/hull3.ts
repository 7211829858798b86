import { firstTetrahedron } from './tetrahedron.ts'

/** The convex hull of points in space. */
export interface Hull3 {
  /** [µm³] */
  readonly volume: number
  /** [µm²] */
  readonly area: number
}

/** A triangle of the hull, seen anticlockwise from outside. */
interface Face {
  readonly corners: readonly [number, number, number]
  /** Outward unit normal and its product with a corner. */
  readonly normal: readonly [number, number, number]
  readonly offset: number
  /** Faces behind the edges 0–1, 1–2, 2–0. */
  readonly neighbours: [Face | undefined, Face | undefined, Face | undefined]
  /** Points that lie outside this face and have not been dealt with; the farthest first. */
  outside: number[]
  isGone: boolean
}

type Columns = readonly [Float64Array, Float64Array, Float64Array]

/**
 * The convex hull of points in space, by quickhull: the farthest point outside of a face takes the place of all faces
 * that it sees (Barber, Dobkin & Huhdanpaa 1996, ACM Trans Math Softw 22:469). Points nearer to a face than rounding lets
 * us know count as lying in it.
 *
 * @returns undefined where the points lie in one plane
 */
export function convexHull3(x: Float64Array, y: Float64Array, z: Float64Array): Hull3 | undefined {
  const columns: Columns = [x, y, z]
  const start = firstTetrahedron(x, y, z)
  if (!start) return undefined
  const { tolerance } = start
  const faces = tetrahedronFaces(columns, start.corners)
  const all = Array.from(x.keys())
  assign(columns, all, faces, tolerance)
  const open = faces.filter(face => face.outside.length > 0)
  for (let face = open.pop(); face; face = open.pop()) {
    if (face.isGone || face.outside.length === 0) continue
    const made = replaceVisible(columns, face, face.outside[0]!, tolerance)
    faces.push(...made)
    for (const next of made) if (next.outside.length > 0) open.push(next)
  }
  return measure(
    columns,
    faces.filter(({ isGone }) => !isGone),
    start.corners[0],
  )
}

function makeFace([x, y, z]: Columns, a: number, b: number, c: number): Face {
  const [ux, uy, uz] = [x[b]! - x[a]!, y[b]! - y[a]!, z[b]! - z[a]!]
  const [vx, vy, vz] = [x[c]! - x[a]!, y[c]! - y[a]!, z[c]! - z[a]!]
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  const size = Math.sqrt(nx * nx + ny * ny + nz * nz)
  const normal = size > 0 ? ([nx / size, ny / size, nz / size] as const) : ([0, 0, 0] as const)
  const offset = normal[0] * x[a]! + normal[1] * y[a]! + normal[2] * z[a]!
  return {
    corners: [a, b, c],
    normal,
    offset,
    neighbours: [undefined, undefined, undefined],
    outside: [],
    isGone: false,
  }
}

/** How far a point lies outside of a face [µm]. */
function height([x, y, z]: Columns, { normal, offset }: Face, point: number): number {
  return normal[0] * x[point]! + normal[1] * y[point]! + normal[2] * z[point]! - offset
}

function tetrahedronFaces(columns: Columns, [a, b, c, d]: readonly [number, number, number, number]): Face[] {
  const isBelow = height(columns, makeFace(columns, a, b, c), d) < 0
  const [p, q] = isBelow ? [b, c] : [c, b]
  const faces = [
    makeFace(columns, a, p, q),
    makeFace(columns, a, d, p),
    makeFace(columns, p, d, q),
    makeFace(columns, q, d, a),
  ]
  for (const face of faces) {
    for (let edge = 0; edge < 3; edge++) {
      const [from, to] = edgeOf(face, edge)
      face.neighbours[edge as 0 | 1 | 2] = faces.find(
        other => other !== face && other.corners.includes(from) && other.corners.includes(to),
      )
    }
  }
  return faces
}

function edgeOf({ corners }: Face, edge: number): readonly [number, number] {
  return [corners[edge as 0 | 1 | 2], corners[((edge + 1) % 3) as 0 | 1 | 2]]
}

/** Gives each point to the first of the faces that it lies outside of; points inside of all are done with. */
function assign(
  columns: Columns,
  points: readonly number[],
  faces: readonly Face[],
  tolerance: number,
): void {
  const farthest = faces.map(() => tolerance)
  for (const point of points) {
    for (let k = 0; k < faces.length; k++) {
      const face = faces[k]!
      const above = height(columns, face, point)
      if (above <= tolerance) continue
      face.outside.push(point)
      if (above > farthest[k]!) {
        farthest[k] = above
        const last = face.outside.length - 1
        ;[face.outside[0], face.outside[last]] = [face.outside[last]!, face.outside[0]!]
      }
      break
    }
  }
}

interface Edge {
  readonly from: number
  readonly to: number
  readonly beyond: Face
}

/** Removes all faces that a point sees and closes the hole with triangles to it. */
function replaceVisible(columns: Columns, start: Face, point: number, tolerance: number): Face[] {
  const visible: Face[] = [start]
  start.isGone = true
  const rim: Edge[] = []
  for (let k = 0; k < visible.length; k++) {
    const face = visible[k]!
    for (let edge = 0; edge < 3; edge++) {
      const beyond = face.neighbours[edge as 0 | 1 | 2]
      if (!beyond || beyond.isGone) continue
      if (height(columns, beyond, point) > tolerance) {
        beyond.isGone = true
        visible.push(beyond)
      }
    }
  }
  for (const face of visible) {
    for (let edge = 0; edge < 3; edge++) {
      const beyond = face.neighbours[edge as 0 | 1 | 2]
      const [from, to] = edgeOf(face, edge)
      if (beyond && !beyond.isGone) rim.push({ from, to, beyond })
    }
  }
  const made = rim.map(({ from, to }) => makeFace(columns, from, to, point))
  const startingAt = new Map(rim.map(({ from }, k) => [from, made[k]]))
  const endingAt = new Map(rim.map(({ to }, k) => [to, made[k]]))
  made.forEach((face, k) => {
    const { from, to, beyond } = rim[k]!
    face.neighbours[0] = beyond
    face.neighbours[1] = startingAt.get(to)
    face.neighbours[2] = endingAt.get(from)
    for (let edge = 0; edge < 3; edge++) {
      const [near, far] = edgeOf(beyond, edge)
      if (near === to && far === from) beyond.neighbours[edge as 0 | 1 | 2] = face
    }
  })
  const rest = visible.flatMap(({ outside }) => outside).filter(other => other !== point)
  assign(columns, rest, made, tolerance)
  return made
}

/** Sums over the triangles: volumes of the tetrahedra to one inner corner, and areas. */
function measure([x, y, z]: Columns, faces: readonly Face[], origin: number): Hull3 {
  let [volume, area] = [0, 0]
  for (const { corners } of faces) {
    const [a, b, c] = corners.map(corner => [
      x[corner]! - x[origin]!,
      y[corner]! - y[origin]!,
      z[corner]! - z[origin]!,
    ])
    const [ax = 0, ay = 0, az = 0] = a ?? []
    const [bx = 0, by = 0, bz = 0] = b ?? []
    const [cx = 0, cy = 0, cz = 0] = c ?? []
    volume += (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6
    const [ux, uy, uz] = [bx - ax, by - ay, bz - az]
    const [vx, vy, vz] = [cx - ax, cy - ay, cz - az]
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    area += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2
  }
  return { volume, area }
}
