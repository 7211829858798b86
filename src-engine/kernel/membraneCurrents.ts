/**
 * Currents of whole compartments, which nobody needs to step a model; computed where they are recorded.
 *
 * `transmembrane` is all that leaves a compartment through its membrane, capacitance included [nA]: what flows in along
 * the cable, and what electrodes (ELECTRODE_CURRENT) and circuits inject. Flows along the cable are counted once with either sign,
 * so that over a cell the sum is what electrodes inject. Both it and `capacitive` are those of the last solution: of the
 * middle of the step with Crank–Nicolson. At the start `capacitive` is 0. In steps of adaptive length both are those of
 * the present state.
 */
export interface NativeMembrane {
  /** Address of the column of C·dv/dt over the area [mA/cm²], one for each node; −1 where nobody wants it. */
  readonly capacitive: number
  /** Address of the column of all currents through the membrane [nA]. */
  readonly transmembrane: number
  /** Calls of the list `current` that are electrodes', with the nodes that they act on, each once. */
  readonly electrodes: readonly { readonly call: number; readonly nodes: Int32Array }[]
  /** Sums Σ weight · transmembrane current over some nodes, in their order. */
  readonly sums: readonly {
    /** Where the sum goes. */
    readonly address: number
    readonly nodes: Int32Array
    readonly weights: Float64Array
  }[]
}

/** The current of an ion, to be carried to the middle of the step: i := i + slope·Δv, with Δv half of the step's. */
export interface NativeIonCorrection {
  /** Address of the ion's current, one for each element. */
  readonly current: number
  /** Address of ∂i/∂v, which the calls of the list `current` add up. */
  readonly slope: number
  /** Node of each element. */
  readonly nodes: Int32Array
}
