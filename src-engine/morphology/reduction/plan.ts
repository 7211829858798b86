/** One cable that is to stand for sections of the original cell. */
export interface PlannedCable {
  /** For people: `proximal`, `stem dend[3]`. */
  readonly label: string
  /** Section type of what it is made of. */
  readonly type: number
  /** A section that is kept, or a cable that stands before this one, and where on it. */
  readonly parent: { readonly section: number; readonly x: number } | { readonly cable: number }
  /** Cylinders one behind the other, each a section. */
  readonly pieces: readonly { readonly lengthUm: number; readonly diameterUm: number }[]
  /** Where pieces begin and end in the method's own measure, for the mapping. Length pieces + 1, ascending. */
  readonly positions: readonly number[]
  readonly raOhmCm: number
  readonly membraneFactor: number
  /** Number of compartments of each piece that the method asks for, if it does. */
  readonly nseg?: number
  /** Sections that it stands for. */
  readonly origins: readonly number[]
  readonly details: Readonly<Record<string, number>>
}

/** A run of an original section that lies on a cable, between two positions in the cable's measure. */
export interface PlannedSpan {
  readonly fromX: number
  readonly toX: number
  readonly cable: number
  readonly from: number
  readonly to: number
}

/** What a method decides; `assembleReduced` makes the cell of it. */
export interface ReductionPlan {
  readonly cables: readonly PlannedCable[]
  /** 1 for sections that stay as they are. */
  readonly isKept: Uint8Array
  /**
   * Of sections that are not kept, where they lie; those that have nothing here (left out, or without length) lie where
   * they were attached.
   */
  readonly spans: ReadonlyMap<number, readonly PlannedSpan[]>
}
