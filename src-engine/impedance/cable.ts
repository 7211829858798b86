import type { CellPack, NativeGroup } from '../kernel/abi.ts'
import { InternalError } from '../core/errors.ts'
import { type Complex, difference, product, quotient, sum } from './complex.ts'

/** One cell of a group as its tree: positions are those of the elimination order, parents before their children. */
export interface Tree {
  /** Node of the group at each position. */
  readonly nodes: Int32Array
  /** Position of the parent; −1 for the root. */
  readonly parent: Int32Array
  /** Axial conductance to the parent [µS]; 0 for the root. */
  readonly axial: Float64Array
}

/** The tree that a node of a group belongs to. */
export function treeOf(group: NativeGroup, node: number, values: Float64Array): Tree {
  const pack = group.packs.find(
    ({ firstNode, rows, lanes }) => node >= firstNode && node < firstNode + rows * lanes,
  )
  if (!pack) throw new InternalError('a node belongs to no cell', { node })
  const lane = (node - pack.firstNode) % pack.lanes
  return treeOfLane(pack, lane, values)
}

function treeOfLane(
  { firstNode, rows, lanes, order, parent, axial }: CellPack,
  lane: number,
  values: Float64Array,
) {
  const positionOfRow = new Int32Array(rows)
  order.forEach((row, position) => (positionOfRow[row] = position))
  return {
    nodes: Int32Array.from(order, row => firstNode + row * lanes + lane),
    parent: Int32Array.from(parent, row => (row < 0 ? -1 : (positionOfRow[row] ?? -1))),
    axial: Float64Array.from({ length: rows }, (_, position) =>
      (parent[position] ?? -1) < 0 ? 0 : (values[axial + position * lanes + lane] ?? 0),
    ),
  }
}

/** The impedances of a cell seen from one site, by position in its tree [MΩ]. */
export interface CableImpedances {
  /** Potential there for a current of 1 nA into the site, which is that at the site for a current there. */
  readonly transfer: readonly Complex[]
  /** Potential there for a current of 1 nA there. */
  readonly input: readonly Complex[]
}

const zero: Complex = { re: 0, im: 0 }

/**
 * Solves the cable for one frequency, with the tree's own order: towards the root each position takes in what lies
 * behind it (Hines 1984), and on the way back the diagonal of the inverse comes along,
 *
 *   d_k = y_k + Σ g − Σ g²/d_child,   Z_kk = 1/d_k + (g_k/d_k)²·Z_parent,   v_k = (b_k + g_k·v_parent)/d_k
 *
 * @param admittance of the membrane at each position, its capacitance included [µS]
 * @param site position at which 1 nA flows in
 */
export function solveTree(tree: Tree, admittance: readonly Complex[], site: number): CableImpedances {
  const { parent, axial } = tree
  const diagonal = admittance.map(value => value)
  const behind = admittance.map((): Complex => zero)
  parent.forEach((towards, position) => {
    if (towards < 0) return
    const conductance = { re: axial[position] ?? 0, im: 0 }
    diagonal[position] = sum(diagonal[position] ?? zero, conductance)
    diagonal[towards] = sum(diagonal[towards] ?? zero, conductance)
  })
  behind[site] = { re: 1, im: 0 }
  for (let position = parent.length - 1; position > 0; position--) {
    const towards = parent[position] ?? 0
    const factor = quotient({ re: axial[position] ?? 0, im: 0 }, diagonal[position] ?? zero)
    const taken = product(factor, { re: axial[position] ?? 0, im: 0 })
    diagonal[towards] = difference(diagonal[towards] ?? zero, taken)
    behind[towards] = sum(behind[towards] ?? zero, product(factor, behind[position] ?? zero))
  }
  const transfer: Complex[] = []
  const input: Complex[] = []
  parent.forEach((towards, position) => {
    const own = diagonal[position] ?? zero
    const conductance = { re: axial[position] ?? 0, im: 0 }
    const factor = quotient(conductance, own)
    const from = transfer[towards] ?? zero
    transfer[position] = quotient(sum(behind[position] ?? zero, product(conductance, from)), own)
    input[position] = sum(
      quotient({ re: 1, im: 0 }, own),
      product(product(factor, factor), input[towards] ?? zero),
    )
  })
  return { transfer, input }
}

/**
 * Electrotonic distance of each position from a site: Σ √(R·(g_a + g_b)/2) along the way, with the axial resistance R
 * between two positions and their membrane conductances: length over λ where the cable is uniform (Rall 1959).
 *
 * @param conductance of the membrane at each position [µS]
 */
export function electrotonicDistances(
  { parent, axial }: Tree,
  conductance: readonly number[],
  site: number,
): readonly number[] {
  const step = (position: number) => {
    const mean = ((conductance[position] ?? 0) + (conductance[parent[position] ?? 0] ?? 0)) / 2
    return Math.sqrt(mean / (axial[position] ?? NaN))
  }
  const fromSite = new Array<number | undefined>(parent.length).fill(undefined)
  let position = site
  for (let distance = 0; position >= 0; position = parent[position] ?? -1) {
    fromSite[position] = distance
    if ((parent[position] ?? -1) >= 0) distance += step(position)
  }
  return fromSite.map((known, at) => {
    if (known !== undefined) return known
    const found = (fromSite[parent[at] ?? 0] ?? NaN) + step(at)
    fromSite[at] = found
    return found
  })
}
