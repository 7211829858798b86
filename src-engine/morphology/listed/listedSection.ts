/** x, y, z and diameter [µm]. */
export type Point = readonly [x: number, y: number, z: number, diameter: number]

/**
 * A section as a list gives it: by name, and with 3-D points or with no more than its length and diameter (a stylised
 * section).
 */
export interface ListedSection {
  readonly name: string
  /** SWC type number; by the name where not given. */
  readonly type?: number
  /** Index of the parent, which may come later; −1 for a root. */
  readonly parent: number
  readonly parentX: number
  readonly shape: readonly Point[] | { readonly lengthUm: number; readonly diameterUm: number }
  /** Start of the wire drawn to the first point [µm]. */
  readonly wire?: { readonly x: number; readonly y: number; readonly z: number } | undefined
  /** Line of the source for each point, or for all of a stylised section; 0 where there is none. */
  readonly lines?: readonly number[]
}
