import { capacitanceNf, junctionAreaUm2 } from '../cable/lowerCell.ts'
import { type CellPack, nodeColumns, type NodeColumn } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CellPlan } from './cellPlan.ts'
import { type GroupPlan, treeOf } from './packs.ts'

/** The nodes of a group: where they lie, and which compartment of which cell each of them is. */
export interface GroupNodes {
  readonly count: number
  /** Node → cell; the padding lanes belong to the cell that they repeat. */
  readonly cell: Int32Array
  /** Node → section; −1 for a junction. */
  readonly section: Int32Array
  /**
   * Node → the node that stands for its inside, where layers lie outside; −1 elsewhere. Those nodes come behind all packs;
   * they have a membrane’s area but no capacitance.
   */
  readonly inside: Int32Array
  readonly columns: Readonly<Record<NodeColumn, number>>
  readonly packs: readonly CellPack[]
}

/** Numbers the nodes of a group and reserves their columns. */
export function layOutNodes(group: GroupPlan, plans: readonly CellPlan[], layout: ArenaLayout): GroupNodes {
  const ofPacks = group.packs.reduce((sum, pack) => sum + pack.shape.rows * pack.trees.length, 0)
  const withLayers = nodesWithLayers(group, plans, ofPacks)
  const count = ofPacks + withLayers.length
  const cell = new Int32Array(count)
  const section = new Int32Array(count).fill(-1)
  const inside = new Int32Array(count).fill(-1)
  const columns = Object.fromEntries(nodeColumns.map(name => [name, layout.column(count)])) as Record<
    NodeColumn,
    number
  >
  const packs: CellPack[] = []
  let first = 0
  for (const { shape, trees, liveLanes } of group.packs) {
    const lanes = trees.length
    trees.forEach((reference, lane) => {
      const { compartments } = plans[reference.cell]!.shape
      const tree = treeOf(plans, reference)
      for (let row = 0; row < shape.rows; row++) {
        const node = first + row * lanes + lane
        const at = tree.node[row]!
        cell[node] = reference.cell
        section[node] = at < compartments.count ? compartments.section[at]! : -1
      }
    })
    packs.push({
      firstNode: first,
      rows: shape.rows,
      lanes,
      liveLanes,
      order: shape.order,
      parent: shape.parent,
      ...(shape.parts.length > 0 ? { parts: shape.parts } : {}),
      axial: layout.column(shape.rows * lanes),
    })
    first += shape.rows * lanes
  }
  withLayers.forEach((node, index) => {
    inside[node] = ofPacks + index
    cell[ofPacks + index] = cell[node]!
  })
  return { count, cell, section, inside, columns, packs }
}

/** The nodes of a group that have layers outside, ascending. */
function nodesWithLayers(group: GroupPlan, plans: readonly CellPlan[], nodes: number): number[] {
  const found: number[] = []
  if (!group.packs.some(({ trees }) => trees.some(({ cell }) => plans[cell]!.outside))) return found
  const here = new Uint8Array(nodes)
  let first = 0
  for (const { shape, trees } of group.packs) {
    trees.forEach((reference, lane) => {
      const { outside } = plans[reference.cell]!
      const tree = treeOf(plans, reference)
      for (let row = 0; outside && row < shape.rows; row++)
        here[first + row * trees.length + lane] = outside.withLayers[tree.node[row]!]!
    })
    first += shape.rows * trees.length
  }
  here.forEach((one, node) => {
    if (one === 1) found.push(node)
  })
  return found
}

/** Writes what does not change in a run: capacitances, areas, axial conductances; and the initial voltage. */
export function fillNodes(
  values: Float64Array,
  group: GroupPlan,
  plans: readonly CellPlan[],
  nodes: GroupNodes,
  vInitMv: number,
): void {
  const { columns } = nodes
  values.fill(vInitMv, columns.v, columns.v + nodes.count)
  group.packs.forEach((pack, index) => {
    const { firstNode, axial, lanes } = nodes.packs[index]!
    pack.trees.forEach((reference, lane) => {
      const { compartments, cable } = plans[reference.cell]!.shape
      const tree = treeOf(plans, reference)
      for (let row = 0; row < tree.rows; row++) {
        const node = firstNode + row * lanes + lane
        const at = tree.node[row]!
        const isCompartment = at < compartments.count
        const area = isCompartment ? compartments.areaUm2[at]! : junctionAreaUm2
        values[columns.capacitance + node] = isCompartment ? capacitanceNf(at, compartments, cable) : 0
        values[columns.area + node] = area
        values[columns.areaFactor + node] = 0.01 * area
        values[columns.diameter + node] = isCompartment ? compartments.diameterUm[at]! : 0
        values[axial + row * lanes + lane] = tree.axialUs[row]!
      }
    })
  })
  nodes.inside.forEach((inside, node) => {
    if (inside < 0) return
    for (const name of ['area', 'areaFactor', 'diameter'] as const)
      values[columns[name] + inside] = values[columns[name] + node]!
  })
}
