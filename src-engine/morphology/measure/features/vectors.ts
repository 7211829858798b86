import { atan2 } from '../../../math/elementary.ts'

/** A direction or a place [µm]. */
export type Vector = readonly [x: number, y: number, z: number]

/** Columns of coordinates [µm]. */
interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
}

/** From one sample to another. */
export function between({ x, y, z }: Places, from: number, to: number): Vector {
  return [x[to]! - x[from]!, y[to]! - y[from]!, z[to]! - z[from]!]
}

/** a·b */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/** a × b */
export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/** |a| */
export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a))
}

/** Angle between two directions [rad], 0 … π; NaN where one of them has no length. */
export function angle(a: Vector, b: Vector): number {
  if (!(dot(a, a) > 0 && dot(b, b) > 0)) return NaN
  return atan2(norm(cross(a, b)), dot(a, b))
}

/** Distance of a sample from a place [µm]. */
export function distanceTo({ x, y, z }: Places, sample: number, place: Vector): number {
  return norm([x[sample]! - place[0], y[sample]! - place[1], z[sample]! - place[2]])
}

/** The place of a sample. */
export function placeAt({ x, y, z }: Places, sample: number): Vector {
  return [x[sample]!, y[sample]!, z[sample]!]
}

/** 180/π */
export const degreesPerRadian = 57.29577951308232
