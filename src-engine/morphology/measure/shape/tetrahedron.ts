/** Four points to begin a hull with, and how far from a plane a point may lie because of rounding. */
export interface Tetrahedron {
  readonly corners: readonly [number, number, number, number]
  /** [µm] */
  readonly tolerance: number
}

/**
 * Four points that are far from lying in one plane: two at the ends of the longest side of the points' box, the farthest
 * from their line, the farthest from their plane.
 *
 * @returns undefined where all lie in one plane, as far as rounding lets us know
 */
export function firstTetrahedron(x: Float64Array, y: Float64Array, z: Float64Array): Tetrahedron | undefined {
  const count = x.length
  let [widest, size] = [0, 0]
  let ends: readonly [number, number] = [0, 0]
  for (const column of [x, y, z]) {
    let [low, high] = [0, 0]
    for (let i = 1; i < count; i++) {
      if (column[i]! < column[low]!) low = i
      if (column[i]! > column[high]!) high = i
    }
    if (count === 0) return undefined
    size = Math.max(size, Math.abs(column[low]!), Math.abs(column[high]!))
    if (column[high]! - column[low]! > widest) [widest, ends] = [column[high]! - column[low]!, [low, high]]
  }
  // Products of coordinates are rounded by about their size times 2^-53, and three of them are added.
  const tolerance = 16 * 2.220446049250313e-16 * size
  const [a, b] = ends
  const c = farthest(count, i => {
    const [nx, ny, nz] = normal(x, y, z, [a, b, i])
    return nx * nx + ny * ny + nz * nz
  })
  const [nx, ny, nz] = normal(x, y, z, [a, b, c])
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
  if (!(length > widest * tolerance)) return undefined
  const above = (i: number) =>
    Math.abs(nx * (x[i]! - x[a]!) + ny * (y[i]! - y[a]!) + nz * (z[i]! - z[a]!)) / length
  const d = farthest(count, above)
  return above(d) > tolerance ? { corners: [a, b, c, d], tolerance } : undefined
}

function farthest(count: number, measure: (i: number) => number): number {
  let [best, most] = [0, -1]
  for (let i = 0; i < count; i++) {
    const value = measure(i)
    if (value > most) [best, most] = [i, value]
  }
  return best
}

function normal(
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  [a, b, c]: readonly [number, number, number],
): readonly [number, number, number] {
  const [ux, uy, uz] = [x[b]! - x[a]!, y[b]! - y[a]!, z[b]! - z[a]!]
  const [vx, vy, vz] = [x[c]! - x[a]!, y[c]! - y[a]!, z[c]! - z[a]!]
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
}
