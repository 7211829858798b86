import type { Sections } from '../morphology/morphology.ts'
import type { Compartments } from './compartments.ts'
import { buildCableGraph, type SectionEnd } from './nodes.ts'
import { eliminationOrders, type EliminationOrder } from './order.ts'

/** Membrane area that a point without membrane has formally, so that mA/cm² and nA agree [µm²]. */
export const junctionAreaUm2 = 100

/**
 * One tree of compartments and junctions, ready to be put into lanes. *Rows* are in storage order: compartments
 * of one kind together, each kind in elimination order, junctions last. *Positions* are in elimination order.
 */
export interface LoweredTree {
  readonly rows: number
  /** Row → node of the cable graph: a compartment, or a junction where not below the number of compartments. */
  readonly node: Int32Array
  /** Position → row. */
  readonly order: Int32Array
  /** Position → row of the parent; −1 for the root. */
  readonly parent: Int32Array
  /** Position → axial conductance to the parent [µS]. */
  readonly axialUs: Float64Array
  /** Positions at which parts begin that can be eliminated beside each other; none in small trees. */
  readonly parts: Int32Array
}

/** A cell as the machine needs it: usually one tree, several where the morphology has several roots. */
export interface LoweredCell {
  /** Nodes below this are the compartments, the others junctions. */
  readonly compartments: number
  /** Node at the 0 end of each section, at its 1 end; −1 where the end was merged away. */
  readonly startNode: Int32Array
  readonly endNode: Int32Array
  readonly trees: readonly LoweredTree[]
  /** Node of the graph → its tree and row. */
  readonly treeOfNode: Int32Array
  readonly rowOfNode: Int32Array
}

/** What the cable is made of, section by section. */
export interface CableProperties {
  /** Axial resistivity of each section [Ω·cm]. */
  readonly raOhmCm: Float64Array
  /** Membrane capacitance of each section [µF/cm²]. */
  readonly cmUfCm2: Float64Array
  /** Number of compartments of each section; NaN, or absent, where the model's discretisation says it. */
  readonly nseg?: Float64Array
}

/** Membrane capacitance of a compartment [nF]: 1 µF/cm² over 1 µm² is 1e-5 nF. */
export function capacitanceNf(
  compartment: number,
  { section, areaUm2 }: Compartments,
  { cmUfCm2 }: CableProperties,
): number {
  return cmUfCm2[section[compartment]!]! * areaUm2[compartment]! * 1e-5
}

/** Position → row: by kind in order of first appearance, then by position; junctions last. */
function storageOrder(order: EliminationOrder, kindOf: (node: number) => number): Int32Array {
  const sizes = new Map<number, number>()
  for (const node of order.nodes) {
    const kind = kindOf(node)
    if (kind >= 0) sizes.set(kind, (sizes.get(kind) ?? 0) + 1)
  }
  const next = new Map<number, number>()
  let first = 0
  for (const [kind, size] of sizes) {
    next.set(kind, first)
    first += size
  }
  next.set(-1, first)
  return order.nodes.map(node => {
    const kind = kindOf(node)
    const row = next.get(kind)!
    next.set(kind, row + 1)
    return row
  })
}

function lowerTree(order: EliminationOrder, kindOf: (node: number) => number): LoweredTree {
  const rowOfPosition = storageOrder(order, kindOf)
  const node = new Int32Array(order.nodes.length)
  rowOfPosition.forEach((row, position) => (node[row] = order.nodes[position]!))
  return {
    rows: node.length,
    node,
    order: rowOfPosition,
    parent: order.parent.map(position => (position < 0 ? -1 : rowOfPosition[position]!)),
    axialUs: order.axialUs,
    parts: order.parts,
  }
}

/**
 * Lowers a discretised cell to trees of rows.
 *
 * @param kindOfSection for each section a number; compartments of sections with the same number carry the same mechanisms
 * @param kept section ends that must stay nodes
 */
export function lowerCell(
  sections: Sections,
  compartments: Compartments,
  { raOhmCm }: CableProperties,
  kindOfSection: Int32Array,
  kept: readonly SectionEnd[],
): LoweredCell {
  const graph = buildCableGraph(sections, compartments, raOhmCm, kept)
  const kindOf = (node: number) =>
    node < compartments.count ? kindOfSection[compartments.section[node]!]! : -1
  const trees = eliminationOrders(graph).map(order => lowerTree(order, kindOf))
  const treeOfNode = new Int32Array(graph.nodes)
  const rowOfNode = new Int32Array(graph.nodes)
  trees.forEach((tree, index) =>
    tree.node.forEach((node, row) => {
      treeOfNode[node] = index
      rowOfNode[node] = row
    }),
  )
  const { startNode, endNode } = graph
  return { compartments: graph.compartments, startNode, endNode, trees, treeOfNode, rowOfNode }
}
