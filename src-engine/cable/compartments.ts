/**
 * The numerical volumes of a cell: structure of arrays, section after section in the morphology's order, from
 * x = 0 to x = 1 within each.
 */
export interface Compartments {
  readonly count: number
  /** Section of each compartment. */
  readonly section: Int32Array
  /** Membrane area [µm²]: side area of the frusta within (Carnevale & Hines 2006, ch. 5). */
  readonly areaUm2: Float64Array
  /** Length-weighted mean diameter [µm]. */
  readonly diameterUm: Float64Array
  /** Axial resistance of the half nearer x = 0, and of the other half, for 1 Ω·cm [MΩ]; multiply by Ra. */
  readonly nearResistance: Float64Array
  readonly farResistance: Float64Array
  /** First compartment of each section; length sections + 1. The difference is nseg. */
  readonly firstOfSection: Int32Array
  /** Length of each section [µm], from the rounded points. */
  readonly sectionLengthUm: Float64Array
  /** Path length from the root's 0 end to each compartment's centre [µm]. */
  readonly pathDistanceUm: Float64Array
}
