import { InternalError } from '../core/errors.ts'
import type { CableGraph } from './nodes.ts'
import { orderByParts } from './parts.ts'

/** One connected tree with the order in which its nodes are eliminated. */
export interface EliminationOrder {
  /** Graph nodes; [0] is the root, a parent always comes before its children. Elimination runs from the end. */
  readonly nodes: Int32Array
  /** For each position the position of its parent; −1 for the root. */
  readonly parent: Int32Array
  /** Conductance to the parent [µS]; 0 for the root. */
  readonly axialUs: Float64Array
  /** Where parts begin that can be eliminated beside each other (`parts.ts`); none in small trees. */
  readonly parts: Int32Array
}

/** For each node the edges that touch it, one after the other: edges of node n are list[first[n]] … list[first[n+1]−1]. */
interface Adjacency {
  readonly first: Int32Array
  readonly list: Int32Array
}

function adjacencyOf(graph: CableGraph): Adjacency {
  const { count, first: from, second: to } = graph.edges
  const first = new Int32Array(graph.nodes + 1)
  for (let edge = 0; edge < count; edge++) {
    first[from[edge]!]!++
    first[to[edge]!]!++
  }
  for (let node = 0; node < graph.nodes; node++) first[node + 1]! += first[node]!
  // first[n] is now where the edges of n end; filling backwards moves it to where they begin.
  const list = new Int32Array(2 * count)
  for (let edge = count - 1; edge >= 0; edge--) {
    list[--first[from[edge]!]!] = edge
    list[--first[to[edge]!]!] = edge
  }
  return { first, list }
}

/** A breadth-first walk of one tree, in buffers that the next walk uses again. */
interface Walk {
  count: number
  /** Nodes in the order of the visit: level after level. */
  readonly nodes: Int32Array
  /** Position of each visited node's parent, and the edge to it; −1 for the start. */
  readonly parent: Int32Array
  readonly edge: Int32Array
}

function walkFrom(graph: CableGraph, adjacency: Adjacency, start: number, walk: Walk): void {
  const { nodes, parent, edge } = walk
  nodes[0] = start
  parent[0] = -1
  edge[0] = -1
  let count = 1
  for (let position = 0; position < count; position++) {
    const node = nodes[position]!
    for (let k = adjacency.first[node]!; k < adjacency.first[node + 1]!; k++) {
      const next = adjacency.list[k]!
      if (next === edge[position]) continue
      if (count === graph.nodes) throw new InternalError('the cable graph has a circle', { node })
      const first = graph.edges.first[next]!
      nodes[count] = first === node ? graph.edges.second[next]! : first
      parent[count] = position
      edge[count++] = next
    }
  }
  walk.count = count
}

/** The middle of the longest path: the root from which the deepest level is nearest. */
function centreOf(graph: CableGraph, adjacency: Adjacency, anyNode: number, walk: Walk): number {
  walkFrom(graph, adjacency, anyNode, walk)
  walkFrom(graph, adjacency, walk.nodes[walk.count - 1]!, walk)
  let length = 0
  for (let position = walk.count - 1; position >= 0; position = walk.parent[position]!) length++
  let position = walk.count - 1
  for (let steps = length >> 1; steps > 0; steps--) position = walk.parent[position]!
  return walk.nodes[position]!
}

/**
 * The order of elimination of every tree of the graph, trees by their lowest node.
 *
 * Each tree is rooted at its centre and ordered by level. Neighbours in the order then do not depend on each
 * other: branches run interleaved, and an unbranched chain is eliminated from both ends towards the middle. Large trees
 * with many branches are ordered by parts first, so that several threads can eliminate them. The order depends on the
 * shape alone, so that the same cell gives the same bits wherever it runs.
 */
export function eliminationOrders(graph: CableGraph): EliminationOrder[] {
  const adjacency = adjacencyOf(graph)
  const seen = new Uint8Array(graph.nodes)
  const walk: Walk = {
    count: 0,
    nodes: new Int32Array(graph.nodes),
    parent: new Int32Array(graph.nodes),
    edge: new Int32Array(graph.nodes),
  }
  const orders: EliminationOrder[] = []
  for (let node = 0; node < graph.nodes; node++) {
    if (seen[node]) continue
    walkFrom(graph, adjacency, centreOf(graph, adjacency, node, walk), walk)
    const axialUs = new Float64Array(walk.count)
    for (let position = 0; position < walk.count; position++) {
      seen[walk.nodes[position]!] = 1
      const edge = walk.edge[position]!
      if (edge >= 0) axialUs[position] = graph.edges.conductanceUs[edge]!
    }
    // The usual case, one tree, takes the buffers themselves.
    const own = (buffer: Int32Array) => (walk.count === graph.nodes ? buffer : buffer.slice(0, walk.count))
    const levels = { nodes: own(walk.nodes), parent: own(walk.parent), axialUs, parts: new Int32Array(0) }
    orders.push(orderByParts(levels))
  }
  return orders
}
