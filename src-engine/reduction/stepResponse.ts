import { hinesSolve } from '../cable/hinesSolve.ts'
import type { SectionPlace } from '../morphology/reduction/locationMapping.ts'
import type { PassiveCell } from './passiveCell.ts'

/** A current into a place, on for a while from time 0. */
export interface CurrentStep {
  readonly amplitudeNa: number
  readonly durationMs: number
  readonly stopMs: number
  readonly dtMs: number
}

/** How the potential of a place of a passive cell departs from rest when current flows in there [mV], from time 0 in steps of dt. */
export function stepResponse(cell: PassiveCell, place: SectionPlace, step: CurrentStep): Float64Array {
  const { tree, conductanceUs, capacitanceNf } = cell
  const rows = conductanceUs.length
  const matrix = {
    order: Int32Array.from({ length: rows }, (_, position) => position),
    parent: tree.parent,
    axialUs: tree.axial,
  }
  const site = cell.positionOf(place)
  const half = step.dtMs / 2
  const fixed = new Float64Array(rows)
  for (let k = 0; k < rows; k++) {
    fixed[k]! += conductanceUs[k]! + capacitanceNf[k]! / half
    const above = tree.parent[k]!
    if (above < 0) continue
    fixed[k]! += tree.axial[k]!
    fixed[above]! += tree.axial[k]!
  }
  const steps = Math.round(step.stopMs / step.dtMs)
  const recorded = new Float64Array(steps + 1)
  const v = new Float64Array(rows)
  const diagonal = new Float64Array(rows)
  const middle = new Float64Array(rows)
  for (let n = 1; n <= steps; n++) {
    diagonal.set(fixed)
    for (let k = 0; k < rows; k++) middle[k] = (capacitanceNf[k]! / half) * v[k]!
    if ((n - 0.5) * step.dtMs < step.durationMs) middle[site]! += step.amplitudeNa
    hinesSolve(matrix, diagonal, middle)
    // Crank–Nicolson: an implicit half step, doubled; a junction without capacitance has the middle's value.
    for (let k = 0; k < rows; k++) v[k] = capacitanceNf[k]! > 0 ? 2 * middle[k]! - v[k]! : middle[k]!
    recorded[n] = v[site]!
  }
  return recorded
}

const mostIterations = 10_000
const closeEnough = 1e-12

/**
 * The slowest time constant with which a passive cell returns to rest [ms]: the largest τ with C·v = τ·G·v, by iteration of
 * G⁻¹·C. In a cell with one Rm and Cm it is their product.
 */
export function slowestTimeConstant({ tree, conductanceUs, capacitanceNf }: PassiveCell): number {
  const rows = conductanceUs.length
  const matrix = {
    order: Int32Array.from({ length: rows }, (_, position) => position),
    parent: tree.parent,
    axialUs: tree.axial,
  }
  const fixed = Float64Array.from(conductanceUs)
  for (let k = 0; k < rows; k++) {
    const above = tree.parent[k]!
    if (above < 0) continue
    fixed[k]! += tree.axial[k]!
    fixed[above]! += tree.axial[k]!
  }
  const diagonal = new Float64Array(rows)
  const v = new Float64Array(rows).fill(1)
  let tau = 0
  for (let n = 0; n < mostIterations; n++) {
    const before = Float64Array.from(v)
    diagonal.set(fixed)
    for (let k = 0; k < rows; k++) v[k]! *= capacitanceNf[k]!
    hinesSolve(matrix, diagonal, v)
    // Rayleigh's quotient with the capacitances, which are the weights under which modes are orthogonal.
    let [energy, size] = [0, 0]
    for (let k = 0; k < rows; k++) {
      energy += capacitanceNf[k]! * v[k]! * before[k]!
      size += capacitanceNf[k]! * before[k]! * before[k]!
    }
    const found = energy / size
    if (Math.abs(found - tau) <= closeEnough * found) return found
    tau = found
    const scale = 1 / Math.sqrt(v.reduce((sum, value, k) => sum + capacitanceNf[k]! * value * value, 0))
    for (let k = 0; k < rows; k++) v[k]! *= scale
  }
  return tau
}
