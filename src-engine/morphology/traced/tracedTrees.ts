import type { PointRange, TracedSection } from './tracedCell.ts'

/** A closed curve that is a soma. */
export interface SomaOutline {
  readonly points: PointRange
  readonly line: number
  /** Name of the stack that it belongs to, wherever it lies; undefined where the places of outlines tell. */
  readonly stack?: string
}

/** Somas and trees that no format ties together: which tree starts on which soma follows from their places. */
export interface TracedTrees {
  readonly somas: readonly SomaOutline[]
  /** Branches in file order, parents before children; roots have no parent yet. */
  readonly branches: readonly TracedSection[]
}
