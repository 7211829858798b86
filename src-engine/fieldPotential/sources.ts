import { log } from '../math/elementary.ts'

/** A point [µm]. */
export interface Point {
  readonly x: number
  readonly y: number
  readonly z: number
}

const fourPi = 4 * 3.141592653589793

const apart = (a: Point, b: Point): number => {
  const [x, y, z] = [a.x - b.x, a.y - b.y, a.z - b.z]
  return Math.sqrt(x * x + y * y + z * z)
}

/**
 * Potential of a current that leaves from one point into an unbounded homogeneous medium, for 1 nA [mV/nA]:
 * 1/(4π·σ·r). Nearer than the membrane, `leastUm`, it is that at the membrane.
 *
 * @param conductivity σ [S/m]
 */
export function pointSource(from: Point, at: Point, leastUm: number, conductivity: number): number {
  return 1 / (fourPi * conductivity * Math.max(apart(from, at), leastUm))
}

/**
 * Potential of a current that leaves evenly from a straight line, for 1 nA [mV/nA] (Holt & Koch, J. Comput. Neurosci. 6
 * (1999) 169–184): ln|(√(h² + r²) − h)/(√(l² + r²) − l)|/(4π·σ·Δs), with r the distance from the line, and h and l those
 * from its end and from its start along it. Nearer than the membrane r is that of the membrane.
 */
export function lineSource(
  line: { readonly start: Point; readonly end: Point },
  at: Point,
  leastUm: number,
  conductivity: number,
): number {
  const { start, end } = line
  const length = apart(start, end)
  if (length === 0) return pointSource(start, at, leastUm, conductivity)
  const [dx, dy, dz] = [at.x - start.x, at.y - start.y, at.z - start.z]
  const along = (dx * (end.x - start.x) + dy * (end.y - start.y) + dz * (end.z - start.z)) / length
  const away = dx * dx + dy * dy + dz * dz - along * along
  const r = Math.max(Math.sqrt(Math.max(away, 0)), leastUm)
  // Seen from beyond either end the line looks the same; so no difference of nearly equal numbers is taken.
  const l = along - length / 2 < 0 ? length - along : along
  const h = l - length
  const far = Math.sqrt(l * l + r * r) + l
  const near = h >= 0 ? Math.sqrt(h * h + r * r) + h : (r * r) / (Math.sqrt(h * h + r * r) - h)
  return log(far / near) / (fourPi * conductivity * length)
}
