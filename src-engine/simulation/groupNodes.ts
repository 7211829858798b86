import { type CellPack, nodeColumns, type NodeColumn } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CellPlan } from './cellPlan.ts'
import { type GroupPlan, treeOf } from './packs.ts'

/** The nodes of a group: where they lie, and which compartment of which cell each of them is. */
export interface GroupNodes {
  readonly count: number
  /** Node → cell; the padding lanes belong to the cell that they repeat. */
  readonly cell: Int32Array
  /** Node → compartment of that cell; −1 for a junction. */
  readonly compartment: Int32Array
  /** Node → section; −1 for a junction. */
  readonly section: Int32Array
  /** Node → 1 in padding lanes. */
  readonly padding: Uint8Array
  /** Node → number of the set of density mechanisms; −1 for a junction. */
  readonly kind: Int32Array
  readonly columns: Readonly<Record<NodeColumn, number>>
  readonly packs: readonly CellPack[]
  /** First node of a tree's pack, its lanes and its own lane: row r is node first + r·lanes + lane. */
  readonly places: ReadonlyMap<string, { readonly first: number; readonly lanes: number; readonly lane: number }>
}

/** Key of `GroupNodes.places`. */
export function placeKey(cell: number, tree: number): string {
  return `${cell}/${tree}`
}

/** Numbers the nodes of a group and reserves their columns. */
export function layOutNodes(group: GroupPlan, plans: readonly CellPlan[], layout: ArenaLayout): GroupNodes {
  const count = group.packs.reduce((sum, pack) => sum + pack.shape.rows * pack.trees.length, 0)
  const cell = new Int32Array(count)
  const compartment = new Int32Array(count)
  const section = new Int32Array(count)
  const padding = new Uint8Array(count)
  const kind = new Int32Array(count)
  const columns = Object.fromEntries(nodeColumns.map(name => [name, layout.column(count)])) as Record<NodeColumn, number>
  const packs: CellPack[] = []
  const places = new Map<string, { first: number; lanes: number; lane: number }>()
  let first = 0
  for (const pack of group.packs) {
    const { shape, trees, liveLanes } = pack
    const lanes = trees.length
    trees.forEach((reference, lane) => {
      const plan = plans[reference.cell]!
      const tree = treeOf(plans, reference)
      if (lane < liveLanes) places.set(placeKey(reference.cell, reference.tree), { first, lanes, lane })
      for (let row = 0; row < shape.rows; row++) {
        const node = first + row * lanes + lane
        const at = tree.compartment[row]!
        cell[node] = reference.cell
        compartment[node] = at
        section[node] = at < 0 ? -1 : plan.compartments.section[at]!
        kind[node] = tree.kind[row]!
        padding[node] = lane < liveLanes ? 0 : 1
      }
    })
    packs.push({
      firstNode: first,
      rows: shape.rows,
      lanes,
      liveLanes,
      order: shape.order,
      parent: shape.parent,
      axial: layout.column(shape.rows * lanes),
    })
    first += shape.rows * lanes
  }
  return { count, cell, compartment, section, padding, kind, columns, packs, places }
}

/** Writes what does not change in a run: capacitances, areas, axial conductances; and the initial voltage. */
export function fillNodes(values: Float64Array, group: GroupPlan, plans: readonly CellPlan[], nodes: GroupNodes, vInitMv: number): void {
  const { columns } = nodes
  values.fill(vInitMv, columns.v, columns.v + nodes.count)
  group.packs.forEach((pack, index) => {
    const { firstNode, axial, lanes } = nodes.packs[index]!
    pack.trees.forEach((reference, lane) => {
      const tree = treeOf(plans, reference)
      for (let row = 0; row < tree.rows; row++) {
        const node = firstNode + row * lanes + lane
        values[columns.capacitance + node] = tree.capacitanceNf[row]!
        values[columns.area + node] = tree.areaUm2[row]!
        values[columns.areaFactor + node] = 0.01 * tree.areaUm2[row]!
        values[columns.diameter + node] = tree.diameterUm[row]!
        values[axial + row * lanes + lane] = tree.axialUs[row]!
      }
    })
  })
}
