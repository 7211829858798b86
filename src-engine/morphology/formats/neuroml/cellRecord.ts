import { PointColumns } from '../../pointColumns.ts'

/** The segments of a cell, a row for each, in file order. */
export class SegmentTable {
  readonly ids: string[] = []
  readonly names: string[] = []
  /** Id of the parent; undefined for a root. */
  readonly parents: (string | undefined)[] = []
  /** Where on the parent, 0…1. */
  readonly fractions: number[] = []
  /** Id of the cable (NeuroML 1); undefined if none is given. */
  readonly cables: (string | undefined)[] = []
  readonly lines: number[] = []
  /** Whether the file gives the near end; otherwise its row in `proximal` holds zeros. */
  readonly hasProximal: boolean[] = []
  readonly proximal = new PointColumns()
  readonly distal = new PointColumns()

  get count(): number {
    return this.ids.length
  }
}

/** A named set of segments (NeuroML 2). */
export interface SegmentGroup {
  readonly id: string
  readonly line: number
  /** Whether it is marked as an unbranched run that makes a section. */
  isCable: boolean
  readonly members: string[]
  readonly includes: string[]
  /** All segments on the way from one up to another. */
  readonly paths: { from: string; to: string }[]
  /** Segments of which everything beyond is in the group. */
  readonly subTrees: string[]
}

/** An unbranched run of segments (NeuroML 1). */
export interface CableRecord {
  name: string
  /** Where its first segment is attached on its parent segment, 0…1. */
  fraction: number
  readonly groups: string[]
}

/** What a file says of one cell. */
export interface CellRecord {
  readonly id: string
  readonly line: number
  readonly segments: SegmentTable
  readonly groups: Map<string, SegmentGroup>
  readonly cables: Map<string, CableRecord>
}

export function newCellRecord(id: string, line: number): CellRecord {
  return { id, line, segments: new SegmentTable(), groups: new Map(), cables: new Map() }
}
