/** Something placed on the cell: a stimulus, a probe, a spike detector. */
export interface CellMarker {
  readonly id: string
  readonly kind: 'stimulus' | 'probe' | 'spikes'
  readonly section: number
  /** Position along the section, 0…1. */
  readonly x: number
  /** Read aloud and shown under the pointer. */
  readonly label: string
  readonly selected: boolean
}

/** A marker with its place in the picture [CSS pixels]. */
export interface PlacedMarker {
  readonly marker: CellMarker
  readonly x: number
  readonly y: number
}
