import type { Point3 } from './geometry/arcs.ts'

interface Flag {
  readonly id: string
  /** Read aloud and shown under the pointer. */
  readonly label: string
  readonly selected: boolean
}

/** Something placed on the cell: a stimulus, a synapse, a probe, a spike detector. */
export interface PlacedFlag extends Flag {
  readonly kind: 'stimulus' | 'synapse' | 'probe' | 'spikes'
  readonly section: number
  /** Position along the section, 0…1. */
  readonly x: number
}

/** Something placed beside the cell, or a point of it that is meant [µm]. */
export interface FreeFlag extends Flag {
  readonly kind: 'electrode' | 'finding'
  readonly point: Point3
}

/** A flag in the picture of the cell. */
export type CellMarker = PlacedFlag | FreeFlag

/** A marker with its place in the picture [CSS pixels]. */
export interface PlacedMarker {
  readonly marker: CellMarker
  readonly x: number
  readonly y: number
}

/** A marker that may stand above others: `level` counts from the one at the cell. */
export interface StackedMarker extends PlacedMarker {
  readonly level: number
}

/** Flags nearer than this would cover each other [px]. */
const flagSize = 20

/** Lifts each marker above those before it that it would cover. */
export function stackMarkers(placed: readonly PlacedMarker[]): readonly StackedMarker[] {
  const stacked: StackedMarker[] = []
  for (const one of placed) {
    const near = stacked.filter(
      other => Math.abs(other.x - one.x) < flagSize && Math.abs(other.y - one.y) < flagSize,
    )
    const taken = new Set(near.map(other => other.level))
    let level = 0
    while (taken.has(level)) level++
    stacked.push({ ...one, level })
  }
  return stacked
}
