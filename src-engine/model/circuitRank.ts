import type { LinearCircuit } from './linearCircuit.ts'

/**
 * What is left of an unknown's equations, in parts of their largest entry, when it follows from no equation: rounding.
 * A real amplifier's gain is far from its inverse.
 */
const nothingLeft = 1e-13

/**
 * The first unknown of a circuit that its equations leave open, or leave to those before it: a node from which nothing
 * leads to a cell or to ground, the current in a ring of voltage sources. Cells count as conductances of 1 from attached
 * nodes to ground, and capacitances as conductances, as in a step of 1 ms.
 *
 * Elimination with scaled partial pivoting; undefined where everything is determined.
 */
export function openUnknown(circuit: LinearCircuit): number | undefined {
  const { capacitance, conductance, unknowns, attached } = circuit
  const size = unknowns.length
  const rows = unknowns.map((_, row) =>
    Float64Array.from({ length: size }, (_, column) => {
      const at = row * size + column
      return conductance[at]! + capacitance[at]! + (row === column && row < attached.length ? 1 : 0)
    }),
  )
  const scales = rows.map(row => row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0))
  for (let column = 0; column < size; column++) {
    const sizeOf = (row: number) => (scales[row] === 0 ? 0 : Math.abs(rows[row]![column]!) / scales[row]!)
    let best = column
    for (let row = column + 1; row < size; row++) if (sizeOf(row) > sizeOf(best)) best = row
    if (!(sizeOf(best) > nothingLeft)) return column
    ;[rows[column], rows[best]] = [rows[best]!, rows[column]!]
    ;[scales[column], scales[best]] = [scales[best]!, scales[column]!]
    const pivot = rows[column]!
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row]![column]! / pivot[column]!
      if (factor !== 0) for (let k = column; k < size; k++) rows[row]![k]! -= factor * pivot[k]!
    }
  }
  return undefined
}
