/** Passive cable of every section of a cell, as the cell had it before it was reduced. Arrays of length sections. */
export interface PassiveCable {
  /** Axial resistivity [Ω·cm]. */
  readonly raOhmCm: Float64Array
  /** Capacitance of the membrane [µF/cm²]. */
  readonly cmUfCm2: Float64Array
  /** Conductance of the membrane at rest [S/cm²]: 1/Rm. */
  readonly conductanceSCm2: Float64Array
}

/** One set of cable constants for a whole cell. */
export interface UniformCable {
  readonly raOhmCm: number
  readonly cmUfCm2: number
  /** Resistance of the membrane [Ω·cm²]. */
  readonly rmOhmCm2: number
}

/** The same constants in every section. */
export function uniformCable(sections: number, { raOhmCm, cmUfCm2, rmOhmCm2 }: UniformCable): PassiveCable {
  return {
    raOhmCm: new Float64Array(sections).fill(raOhmCm),
    cmUfCm2: new Float64Array(sections).fill(cmUfCm2),
    conductanceSCm2: new Float64Array(sections).fill(1 / rmOhmCm2),
  }
}
