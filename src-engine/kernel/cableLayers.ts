/** Own columns of the layers' mechanism that the machine reads and, from `vext[0]` on, writes. */
export const layerColumns = [
  'xg[0]',
  'xg[1]',
  'xc[0]',
  'xc[1]',
  'e',
  'vext[0]',
  'vext[1]',
  'i_membrane',
] as const
//   xg S/cm² · xc µF/cm² · e mV · vext mV · i_membrane mA/cm²

/**
 * Two layers outside the membrane of the cells of one pack (the mechanism `extracellular`). A node in the layers has
 * three potentials: inside vi, and vext[0], vext[1] outside; its v is vi − vext[0]. With M = Σ g·v − i + C·dv/dt the
 * membrane current [nA] and E what electrodes bring in:
 *
 *   E = M + Σ_j axial_j (vi − vi_j)
 *   M = (xg[0] + xc[0] d/dt)(vext[0] − vext[1]) + Σ_j axial⁰_j (vext[0] − vext[0]_j)
 *   (xg[0] + xc[0] d/dt)(vext[0] − vext[1]) = xg[1] (vext[1] − e) + xc[1] d/dt vext[1] + Σ_j axial¹_j (vext[1] − vext[1]_j)
 *
 * with xg, xc and M of the compartment's area. For such packs the machine leaves the axial conductances out of
 * `diagonal`. What electrodes bring in is written to the node `inside`, which is of no pack and has no capacitance: its v
 * is vi, its `rhs` and `diagonal` take g·vi − i and g. At the beginning of a run vext is 0.
 *
 * Crank–Nicolson carries v, vext[0] − vext[1] and vext[1] from the middle of the step to its end where a capacitance
 * keeps them; a layer without capacitance has its value of the middle of the step.
 */
export interface CableLayers {
  /** Index into `packs`. */
  readonly pack: number
  readonly instances: number
  /** Node of the pack (row·lanes + lane) → instance that has its numbers; −1 for a junction and outside the layers. */
  readonly element: Int32Array
  /** Node of the pack → the group's node that stands for its inside; −1 where the outside is ground. */
  readonly inside: Int32Array
  /** Address of each of `layerColumns`. */
  readonly columns: Int32Array
  /** For each layer the address of its axial conductances to the parent [µS], `rows × lanes`, in `order`; 0 where it ends. */
  readonly axial: Int32Array
}
