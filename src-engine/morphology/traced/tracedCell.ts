import { PointColumns } from '../pointColumns.ts'
import { TracedAnnotations } from './tracedAnnotations.ts'

/** A place in space [µm]. */
export interface Place3d {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Rows [start, end) of a point table. */
export interface PointRange {
  readonly start: number
  readonly end: number
}

/**
 * A section as its format describes it, before it becomes electrical geometry: in file order, perhaps with a single
 * point, perhaps an outline.
 */
export interface TracedSection {
  readonly type: number
  /** Given where the file names its sections; otherwise they are named by type. */
  name?: string
  /** Given where the file names the kinds of its sections: the array that it belongs to. */
  array?: string
  parent: TracedSection | undefined
  /** Where on the parent, 0…1. */
  parentX: number
  /** Where the wire from the parent starts; then the first point of the section is its own, not a copy. */
  wire: Place3d | undefined
  /** Its points; with an outline, those of the first contour. */
  readonly points: PointRange
  /** The closed curves that describe a soma, in file order; undefined for a cable. */
  readonly outlines: readonly PointRange[] | undefined
}

/** What a reader hands over: its sections in file order, and all points that they refer to. */
export class TracedCell {
  readonly format: string
  readonly points: PointColumns
  readonly sections: TracedSection[] = []
  readonly annotations = new TracedAnnotations()

  constructor(format: string, points: PointColumns = new PointColumns()) {
    this.format = format
    this.points = points
  }
}
