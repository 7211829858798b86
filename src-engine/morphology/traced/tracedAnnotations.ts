import type { Annotations, Marker, Outline, Spine } from '../annotations.ts'
import type { PointColumns } from '../pointColumns.ts'
import type { PointRange } from './tracedCell.ts'

/** In place of section and sample: the row of the traced points that it stands on or after; −1 for none. */
type Traced<Kind> = Omit<Kind, 'section' | 'sample'> & { row: number }

/** Collects what a reader meets besides cable, by rows of the traced points. */
export class TracedAnnotations {
  readonly markers: Traced<Marker>[] = []
  readonly spines: Traced<Spine>[] = []
  readonly outlines: Traced<Outline>[] = []

  get isEmpty(): boolean {
    return this.markers.length + this.spines.length + this.outlines.length === 0
  }

  /** Takes a copy of the points of an outline; they need not stay in the table. @param row of its section, or −1 */
  addOutline(name: string, closed: boolean, points: PointColumns, range: PointRange, row: number): void {
    const { start, end } = range
    this.outlines.push({
      name,
      closed,
      x: points.x.slice(start, end),
      y: points.y.slice(start, end),
      z: points.z.slice(start, end),
      diameter: points.diameter.slice(start, end),
      line: points.line[start] ?? 0,
      row,
    })
  }

  /** A row was put before a row that belongs to the branch read last: what stands on it or later moves along. */
  rowInserted(before: number): void {
    moveAlong(this.markers, before)
    moveAlong(this.spines, before)
  }

  /** The rows from one on are taken out of the table again: what stands on them stands on another, or on none (−1). */
  rowsRemoved(from: number, instead: number): void {
    for (const traced of [this.markers, this.spines])
      for (let i = traced.length - 1; i >= 0 && traced[i]!.row >= from; i--) traced[i]!.row = instead
  }

  /** The annotations of the finished cell. @param placeOf section and sample of a row */
  placed(placeOf: (row: number) => { readonly section: number; readonly sample: number }): Annotations {
    const place = <Kind extends { readonly row: number }>({ row, ...rest }: Kind) =>
      Object.freeze({ ...rest, ...placeOf(row) })
    return {
      markers: this.markers.map(place),
      spines: this.spines.map(place),
      outlines: this.outlines.map(place),
    }
  }
}

function moveAlong(traced: readonly { row: number }[], before: number): void {
  for (let i = traced.length - 1; i >= 0 && traced[i]!.row >= before; i--) traced[i]!.row++
}
