import type { Sections } from '../morphology/morphology.ts'
import type { Compartments } from './compartments.ts'
import { buildCableGraph, type CableGraph, type SectionEnd } from './nodes.ts'
import { eliminationOrders, type EliminationOrder } from './order.ts'

/** Membrane area that a point without membrane has formally, so that mA/cm² and nA agree [µm²]. */
export const junctionAreaUm2 = 100

/**
 * One tree of compartments and junctions, ready to be put into lanes. *Rows* are in storage order: compartments
 * of one kind together, each kind in elimination order, junctions last. *Positions* are in elimination order.
 */
export interface LoweredTree {
  readonly rows: number
  /** Row → node of the cable graph. */
  readonly node: Int32Array
  /** Row → compartment; −1 for a junction. */
  readonly compartment: Int32Array
  /** Row → kind of compartment, as the caller numbered them; −1 for a junction. */
  readonly kind: Int32Array
  /** Position → row. */
  readonly order: Int32Array
  /** Position → row of the parent; −1 for the root. */
  readonly parent: Int32Array
  /** Position → axial conductance to the parent [µS]. */
  readonly axialUs: Float64Array
  /** Row → capacitance [nF], 0 for a junction. */
  readonly capacitanceNf: Float64Array
  /** Row → membrane area [µm²]; `junctionAreaUm2` for a junction. */
  readonly areaUm2: Float64Array
  /** Row → diameter [µm]; 0 for a junction. */
  readonly diameterUm: Float64Array
}

/** A cell as the machine needs it: usually one tree, several where the morphology has several roots. */
export interface LoweredCell {
  readonly graph: CableGraph
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
}

/** Rows of a tree in storage order: by kind in order of first appearance, then by elimination position. */
function storageOrder(order: EliminationOrder, graph: CableGraph, kindOf: Int32Array): Int32Array {
  const rankOfKind = new Map<number, number>()
  const rank = Int32Array.from(order.nodes, node => {
    if (node >= graph.compartments) return 0x7fffffff
    const kind = kindOf[node] as number
    const known = rankOfKind.get(kind)
    if (known !== undefined) return known
    rankOfKind.set(kind, rankOfKind.size)
    return rankOfKind.size - 1
  })
  const positions = Int32Array.from(order.nodes.keys())
  return positions.sort((a, b) => (rank[a] as number) - (rank[b] as number) || a - b)
}

function lowerTree(
  order: EliminationOrder,
  graph: CableGraph,
  compartments: Compartments,
  properties: CableProperties,
  kindOf: Int32Array,
): LoweredTree {
  const rows = order.nodes.length
  const positionOfRow = storageOrder(order, graph, kindOf)
  const rowOfPosition = new Int32Array(rows)
  positionOfRow.forEach((position, row) => (rowOfPosition[position] = row))
  const node = Int32Array.from(positionOfRow, position => order.nodes[position] as number)
  const compartment = Int32Array.from(node, at => (at < graph.compartments ? at : -1))
  const ofCompartment = (value: (at: number) => number, junction: number) =>
    Float64Array.from(compartment, at => (at < 0 ? junction : value(at)))
  return {
    rows,
    node,
    compartment,
    kind: Int32Array.from(compartment, at => (at < 0 ? -1 : (kindOf[at] as number))),
    order: rowOfPosition,
    parent: Int32Array.from(order.parent, position => (position < 0 ? -1 : (rowOfPosition[position] as number))),
    axialUs: order.axialUs,
    // 1 µF/cm² · 1 µm² = 1e-5 nF
    capacitanceNf: ofCompartment(
      at => (properties.cmUfCm2[compartments.section[at] as number] as number) * (compartments.areaUm2[at] as number) * 1e-5,
      0,
    ),
    areaUm2: ofCompartment(at => compartments.areaUm2[at] as number, junctionAreaUm2),
    diameterUm: ofCompartment(at => compartments.diameterUm[at] as number, 0),
  }
}

/**
 * Lowers a discretised cell to trees of rows.
 *
 * @param kindOf for each compartment a number; compartments with the same number carry the same mechanisms
 * @param kept section ends that must stay nodes
 */
export function lowerCell(
  sections: Sections,
  compartments: Compartments,
  properties: CableProperties,
  kindOf: Int32Array,
  kept: readonly SectionEnd[],
): LoweredCell {
  const graph = buildCableGraph(sections, compartments, properties.raOhmCm, kept)
  const trees = eliminationOrders(graph).map(order => lowerTree(order, graph, compartments, properties, kindOf))
  const treeOfNode = new Int32Array(graph.nodes)
  const rowOfNode = new Int32Array(graph.nodes)
  trees.forEach((tree, index) =>
    tree.node.forEach((node, row) => {
      treeOfNode[node] = index
      rowOfNode[node] = row
    }),
  )
  return { graph, trees, treeOfNode, rowOfNode }
}
