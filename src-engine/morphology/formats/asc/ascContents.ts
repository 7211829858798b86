import type { PointRange, TracedSection } from '../../traced/tracedCell.ts'

/** A closed curve that is a soma. */
export interface SomaOutline {
  readonly points: PointRange
  readonly line: number
}

/** What a Neurolucida file holds for us: everything else is passed over. */
export interface AscContents {
  readonly somas: readonly SomaOutline[]
  /** Branches in file order, parents before children; roots have no parent yet. */
  readonly branches: readonly TracedSection[]
}
