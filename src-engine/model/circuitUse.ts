import type { Location } from './document.ts'

/** The node of every circuit whose potential is 0. */
export const groundNode = 'ground'

/** A value of a source that holds for a while. */
export interface SourceStep {
  /** From the end of the step before, or from t = 0, to the beginning of this one. */
  readonly delayMs: number
  readonly durationMs: number
  readonly value: number
}

interface Source {
  /** Outside of all steps; 0 if not given. */
  readonly value?: number | undefined
  /** One after the other. */
  readonly steps?: readonly SourceStep[] | undefined
}

interface Branch {
  readonly id: string
  /** Two nodes by their names; a current is positive where it flows through the element from the first to the second. */
  readonly between: readonly [string, string]
}

/** A part of a circuit. */
export type CircuitElement =
  | (Branch & { readonly kind: 'resistor'; readonly resistanceMohm: number })
  | (Branch & { readonly kind: 'capacitor'; readonly capacitanceNf: number })
  | (Branch & { readonly kind: 'inductor'; readonly inductanceH: number })
  /** Holds the first node above the second by its value [mV]. */
  | (Branch & Source & { readonly kind: 'voltage-source' })
  /** Carries its value [nA] from the first node to the second. */
  | (Branch & Source & { readonly kind: 'current-source' })
  /** τ·dV/dt + V = gain·(V₊ − V₋) for the potential V of its output, which gives any current. */
  | {
      readonly id: string
      readonly kind: 'op-amp'
      /** V₊ and V₋; no current flows into either. */
      readonly inputs: readonly [string, string]
      readonly output: string
      readonly gain: number
      /** τ; 0 if not given. */
      readonly timeConstantMs?: number | undefined
    }

/** A place on a cell's inside that is a node of a circuit. */
export interface CircuitPlace {
  /** The cell's name, where there are several. */
  readonly cell?: string | undefined
  readonly at: Location
}

/** A circuit made of elements between nodes with names. `ground` is the potential 0. */
export interface ElementCircuit {
  readonly id: string
  readonly elements: readonly CircuitElement[]
  readonly attached: readonly (CircuitPlace & { readonly node: string })[]
  /**
   * Where potentials of nodes [mV] and currents of sources, inductors and op-amps [nA] begin; 0 if not given. At attached
   * nodes the cell says it.
   */
  readonly initial?: Readonly<Record<string, number>> | undefined
}

/**
 * A circuit given as C·dy/dt + G·y = b, as NEURON's LinearMechanism is. The first unknowns are the membrane potentials
 * of the attached places; their equations are balances of current per area (mA/cm²; C in mF/cm², G in S/cm²), at the ends
 * of sections, which have no area, of current (nA; nF, µS).
 */
export interface MatrixCircuit {
  readonly id: string
  readonly attached: readonly CircuitPlace[]
  /** Shape [unknowns][unknowns], as all that follows. */
  readonly c: readonly (readonly number[])[]
  readonly g: readonly (readonly number[])[]
  readonly b: readonly number[]
  /** Where the unknowns begin; those of attached places do not count. 0 if not given. */
  readonly y0?: readonly number[] | undefined
}

/** A linear circuit that is solved together with the cells to which it is attached. */
export type CircuitUse = ElementCircuit | MatrixCircuit
