import type { NativeGroup } from '../../src-engine/kernel/abi.ts'
import { solveDense } from './dense.ts'

/** Circuits begin: attached unknowns are v, the others what they are given. */
export function beginCircuits(values: Float64Array, group: NativeGroup): void {
  for (const { unknowns, initial } of group.circuits ?? []) values.set(initial, unknowns)
  followCircuits(values, group)
}

/** Attached unknowns become v. */
export function followCircuits(values: Float64Array, { circuits = [], nodeColumns }: NativeGroup): void {
  for (const { nodes, unknowns } of circuits)
    nodes.forEach((node, k) => (values[unknowns + k] = values[nodeColumns[0]! + node]!))
}

/** One step of backward Euler of all cells and circuits of a group, as one dense system: nothing is eliminated cleverly. */
export function stepCircuits(values: Float64Array, group: NativeGroup, dtMs: number): void {
  const { nodes: count, nodeColumns, packs, circuits = [] } = group
  const [v = 0, rhs = 0, diagonal = 0] = nodeColumns
  followCircuits(values, group)
  const own = circuits.map(({ nodes, initial }) => initial.length - nodes.length)
  const size = own.reduce((sum, more) => sum + more, count)
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const right = new Array<number>(size).fill(0)
  for (let node = 0; node < count; node++) {
    matrix[node]![node] = values[diagonal + node]!
    right[node] = values[rhs + node]!
  }
  for (const { firstNode, rows, lanes, order, parent, axial } of packs)
    for (let k = 1; k < rows; k++)
      for (let lane = 0; lane < lanes; lane++) {
        const [row, above] = [order[k]!, parent[k]!].map(at => firstNode + at * lanes + lane)
        matrix[row!]![above!]! -= values[axial + k * lanes + lane]!
        matrix[above!]![row!]! -= values[axial + k * lanes + lane]!
      }
  let next = count
  const indices = circuits.map(({ nodes, initial }) =>
    Array.from(initial, (_, k) => (k < nodes.length ? nodes[k]! : next++)),
  )
  circuits.forEach(({ initial, unknowns, right: b, capacitance, conductance }, circuit) => {
    const index = indices[circuit]!
    for (let i = 0; i < initial.length; i++) {
      right[index[i]!]! += values[b + i]!
      for (let j = 0; j < initial.length; j++) {
        const charge = capacitance[i * initial.length + j]! / dtMs
        matrix[index[i]!]![index[j]!]! += charge + conductance[i * initial.length + j]!
        right[index[i]!]! += charge * values[unknowns + j]!
      }
    }
  })
  const solution = solveDense(matrix, right)
  values.set(solution.slice(0, count), v)
  circuits.forEach(({ unknowns }, circuit) =>
    indices[circuit]!.forEach((index, k) => (values[unknowns + k] = solution[index]!)),
  )
}
