import type { Morphology } from '../morphology.ts'

/** From where a cell is looked at, by the plane that is seen: the first axis to the right, the second upwards. */
export type PictureView = 'xy' | 'xz' | 'yz'

/** Places on paper [µm], and how large it must be. */
export interface Projection {
  readonly across: Float64Array
  /** Grows upwards. */
  readonly up: Float64Array
  readonly left: number
  readonly right: number
  readonly low: number
  readonly high: number
}

/** The samples as seen in a plane, with the room that their widths take. */
export function project({ samples }: Morphology, view: PictureView): Projection {
  const { x, y, z, diameter } = samples
  const across = view === 'yz' ? y : x
  const up = view === 'xy' ? y : z
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < samples.count; i++) {
    const radius = Math.abs(diameter[i]!) / 2
    left = Math.min(left, across[i]! - radius)
    right = Math.max(right, across[i]! + radius)
    low = Math.min(low, up[i]! - radius)
    high = Math.max(high, up[i]! + radius)
  }
  return { across, up, left, right, low, high }
}
