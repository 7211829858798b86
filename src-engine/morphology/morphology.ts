import type { Annotations } from './annotations.ts'

/** Section types that the field has names for (SWC numbering); others keep their number. */
export const sectionType = { undefined: 0, soma: 1, axon: 2, dend: 3, apic: 4 } as const

/** Measured 3-D points [µm], one row for each, section after section. Raw, as read: not yet rounded. */
export interface Samples {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  /** Diameter [µm]; negative marks a spine point in some formats, its magnitude counts. */
  readonly diameter: Float64Array
  /** Line of the source text [from 1]; 0 for points that the reader made (contour stacks, spheres). */
  readonly line: Int32Array
}

/**
 * Unbranched cables, in the order in which NEURON's Import3d creates them (by type, then file order), which need
 * not put a parent before its child.
 */
export interface Sections {
  readonly count: number
  /** `soma[0]`, `dend[12]`, `dend_5[0]`, `minus_2[0]`. */
  readonly name: readonly string[]
  /** SWC type number. */
  readonly type: Int32Array
  /** Index of the parent section; −1 for a root. */
  readonly parent: Int32Array
  /** Where on the parent its 0 end is attached, 0…1; 0 for a root. */
  readonly parentX: Float64Array
  /** Samples of section s are firstSample[s] … firstSample[s+1] − 1. Length count + 1. */
  readonly firstSample: Int32Array
  /** 1 where a wire without electrical effect is drawn from `wireX/Y/Z` to the first sample (pt3dstyle 1). */
  readonly wire: Uint8Array
  readonly wireX: Float64Array
  readonly wireY: Float64Array
  readonly wireZ: Float64Array
}

/** A reconstructed cell (or several: there may be more than one root). Frozen once built. */
export interface Morphology {
  readonly name: string
  /** Format id: `swc`, `asc`, `eutectic`. */
  readonly format: string
  readonly samples: Samples
  readonly sections: Sections
  /** Markers, spines and outlines; absent where the file has none. */
  readonly annotations?: Annotations
}
