/**
 * Steps of adaptive length, as the machine takes them: backward differentiation of orders 1 to 5 with variable step
 * (`native/bdf.h`) for
 *
 *   C_i·dv_i/dt = Σ_j axial_ij·(v_j − v_i) − i(v, states, t)   where C_i > 0; 0 = the same where C_i = 0
 *   d(state)/dt as the list `rates` says, and what flows along the cable (`CableDiffusion`)
 *
 * and for the equations of layers outside (`cableLayers.ts`) and of circuits (`circuits.ts`), with v of all their nodes
 * among the unknowns.
 *
 * An evaluation: v and the states where the integrator wants them; `expose`; nodes without capacitance settled;
 * `beforeBreakpoint`; ion currents cleared; `current`; `rates`. Newton's method: the cable's matrix with C/γ, and
 * `solveRates` with γ as the uniform dt. `stops`, where the integrator begins: times at which equations jump.
 * After a step: detectors; `watch`; `afterStep`; `afterSolve`; `beforeStep`; the sample; events due.
 *
 * The integrator runs ahead: for an event or a sample the model goes back along the step's polynomial. It begins anew
 * after a jump, and after an event that its receiver does not say to be quiet.
 */
export interface NativeAdaptive {
  /** Address of each column of states. */
  readonly states: Int32Array
  /** Address of the column of its rates. */
  readonly rates: Int32Array
  /** Instances in it. */
  readonly counts: Int32Array
  /** What multiplies its absolute tolerance. */
  readonly scales: Float64Array
  /** Receivers whose events change nothing that is integrated: artificial cells. */
  readonly quietReceivers: Int32Array
  readonly voltageScale: number
  /** An error of the size of absoluteTolerance·scale + relativeTolerance·|y| is allowed in each number of a step. */
  readonly absoluteTolerance: number
  readonly relativeTolerance: number
  readonly maximumOrder: number
  readonly smallestStepMs: number
  readonly largestStepMs: number
  /** When the run ends, by the clock. */
  readonly stopMs: number
  /** Samples at multiples of this after the start; absent: at every step and where something jumps. */
  readonly sampleMs?: number
  /** A spike is at the end of the step in which the threshold is crossed, or at the crossing of the step's polynomial. */
  readonly thresholds: 'step-end' | 'interpolated'
  /**
   * Whether each group goes by steps of its own; then all groups of the model do, and have the same `sampleMs`. Otherwise
   * there is one group.
   *
   * A group takes what happens in its own order; it goes as far as nobody can send it anything earlier. Sources of a group
   * without nodes may send to groups with nodes without any delay.
   */
  readonly local?: boolean
}

/** Why a step cannot become shorter: its error, Newton's method, or numbers that are none. The position is the machine's code. */
export const integrationFaults = ['inexact', 'diverging', 'not-a-number'] as const

export type IntegrationFault = (typeof integrationFaults)[number]
