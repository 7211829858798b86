import type { Morphology } from '../morphology.ts'
import type { LocationMapping } from './locationMapping.ts'

/** Ways to reduce a cell. */
export const reductionMethods = ['collapse', 'rall', 'bush', 'stratford', 'analytic'] as const

export type ReductionMethod = (typeof reductionMethods)[number]

/** What a reduction makes of a cell. */
export interface ReducedCell {
  readonly morphology: Morphology
  readonly sections: ReducedSections
  readonly mapping: LocationMapping
  readonly report: ReductionReport
}

/** What belongs to the sections of the reduced cell, in their order. */
export interface ReducedSections {
  /** By what cm, g_pas and all other densities are multiplied, depth of ion pumps' shells too. */
  readonly membraneFactor: Float64Array
  /** Axial resistivity [Ω·cm]. */
  readonly raOhmCm: Float64Array
  /** Sections of the original cell that each stands for, and how much of their membrane lies on it [µm²]. */
  readonly origins: readonly Int32Array[]
  readonly originAreaUm2: readonly Float64Array[]
  /** Number of compartments that the method asks for; NaN where it says nothing. */
  readonly nseg: Float64Array
}

/** A number of the cell before and after; equal where the method conserves it. */
export interface Comparison {
  readonly quantity: string
  readonly unit: string
  readonly before: number
  readonly after: number
  /** Whether the method says that it is conserved. */
  readonly conserved: boolean
}

/** One cable of the reduced cell. */
export interface CableReport {
  readonly name: string
  /** First of its sections in the reduced cell, and how many they are. */
  readonly section: string
  readonly pieces: number
  readonly lengthUm: number
  /** Of a cable of several pieces that of the first. */
  readonly diameterUm: number
  readonly areaUm2: number
  /** Membrane of the sections that it stands for [µm²]. */
  readonly originalAreaUm2: number
  readonly membraneFactor: number
  readonly raOhmCm: number
  readonly originalSections: number
  /** What else the method has to say of it: branches that begin in the cluster, merges, electrotonic length. */
  readonly details: Readonly<Record<string, number>>
}

/** What was done, by which rule, and what came of it. */
export interface ReductionReport {
  readonly method: ReductionMethod
  /** Whose method it is. */
  readonly source: string
  readonly settings: Readonly<Record<string, number | string | boolean | readonly number[]>>
  readonly sections: { readonly before: number; readonly after: number }
  readonly comparisons: readonly Comparison[]
  readonly cables: readonly CableReport[]
  /** What a user should know: how far the cell is from what the method presumes. */
  readonly remarks: readonly string[]
}
