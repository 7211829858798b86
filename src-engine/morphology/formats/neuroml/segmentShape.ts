import type { SegmentTable } from './cellRecord.ts'

/** Whether both ends are given, at one place and equally wide: a sphere. */
export function isSphere({ hasProximal, proximal, distal }: SegmentTable, row: number): boolean {
  return (
    hasProximal[row]! && isAt(proximal, row, distal, row) && proximal.diameter[row] === distal.diameter[row]
  )
}

interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
}

/** Whether two rows are at exactly one place. */
export function isAt(a: Places, rowA: number, b: Places, rowB: number): boolean {
  return a.x[rowA] === b.x[rowB] && a.y[rowA] === b.y[rowB] && a.z[rowA] === b.z[rowB]
}

/** Length of a segment [µm]. */
export function segmentLength({ proximal, distal }: SegmentTable, row: number): number {
  const dx = distal.x[row]! - proximal.x[row]!
  const dy = distal.y[row]! - proximal.y[row]!
  const dz = distal.z[row]! - proximal.z[row]!
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}
