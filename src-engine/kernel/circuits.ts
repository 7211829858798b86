/**
 * Linear circuits that are solved together with the cells of a group. One border holds all circuits that hang together
 * by cells, so that no two borders of a group touch one tree. A step of the border is backward Euler of
 *
 *   C·dy/dt + G·y = b
 *
 * whose first unknowns are the potentials v of nodes: their equations [nA] are added to those of the nodes (kernel/abi.ts).
 * With i = b + C/dt·y⁰ − (C/dt + G)·y the current that the circuits send into the nodes [nA], and W the inverse of the
 * cells' matrix in the attached nodes, the machine solves by elimination with scaled partial pivoting
 *
 *   v − W·i = what v is without circuits,   (C/dt + G)·y + i = b + C/dt·y⁰
 *
 * and gives i to the nodes before the trees are solved. Of equally good pivots the first is taken. In steps of adaptive
 * length the same matrix, with γ in the place of dt, is that of Newton's method.
 */
export interface CircuitBorder {
  /** The node of each attached unknown, none twice. */
  readonly nodes: Int32Array
  /** Address of y; where an attached unknown's value is, v is written. Shape [unknowns] */
  readonly unknowns: number
  /** Address of b. Shape [unknowns] */
  readonly right: number
  /** Row by row. Shape [unknowns × unknowns] */
  readonly capacitance: Float64Array
  readonly conductance: Float64Array
  /** y when a run begins; entries of attached unknowns mean nothing. Shape [unknowns] */
  readonly initial: Float64Array
}

/** Most unknowns of a border: its elimination costs their third power at every step. */
export const mostUnknowns = 1000
