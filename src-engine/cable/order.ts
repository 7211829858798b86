import { InternalError } from '../core/errors.ts'
import type { CableGraph } from './nodes.ts'

/** One connected tree with the order in which its nodes are eliminated. */
export interface EliminationOrder {
  /** Graph nodes; [0] is the root, a parent always comes before its children. Elimination runs from the end. */
  readonly nodes: Int32Array
  /** For each position the position of its parent; −1 for the root. */
  readonly parent: Int32Array
  /** Conductance to the parent [µS]; 0 for the root. */
  readonly axialUs: Float64Array
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
    first[(from[edge] as number) + 1]!++
    first[(to[edge] as number) + 1]!++
  }
  for (let node = 0; node < graph.nodes; node++) first[node + 1]! += first[node] as number
  const fill = first.slice(0, graph.nodes)
  const list = new Int32Array(2 * count)
  for (let edge = 0; edge < count; edge++) {
    list[fill[from[edge] as number]!++] = edge
    list[fill[to[edge] as number]!++] = edge
  }
  return { first, list }
}

/** A breadth-first walk of one tree. */
interface Walk {
  /** Nodes in the order of the visit: level after level. */
  readonly nodes: number[]
  /** Position of each visited node's parent, and the edge to it; −1 for the start. */
  readonly parent: number[]
  readonly edge: number[]
}

function walkFrom(graph: CableGraph, adjacency: Adjacency, start: number): Walk {
  const nodes = [start]
  const parent = [-1]
  const edge = [-1]
  for (let position = 0; position < nodes.length; position++) {
    const node = nodes[position] as number
    for (let k = adjacency.first[node] as number; k < (adjacency.first[node + 1] as number); k++) {
      const next = adjacency.list[k] as number
      if (next === edge[position]) continue
      const first = graph.edges.first[next] as number
      nodes.push(first === node ? (graph.edges.second[next] as number) : first)
      parent.push(position)
      edge.push(next)
      if (nodes.length > graph.nodes) throw new InternalError('the cable graph has a circle', { node })
    }
  }
  return { nodes, parent, edge }
}

/** The middle of the longest path: the root from which the deepest level is nearest. */
function centreOf(graph: CableGraph, adjacency: Adjacency, anyNode: number): number {
  const oneEnd = walkFrom(graph, adjacency, anyNode).nodes.at(-1) as number
  const walk = walkFrom(graph, adjacency, oneEnd)
  const path: number[] = []
  for (let position = walk.nodes.length - 1; position >= 0; position = walk.parent[position] as number)
    path.push(walk.nodes[position] as number)
  return path[path.length >> 1] as number
}

/**
 * The order of elimination of every tree of the graph, trees by their lowest node.
 *
 * Each tree is rooted at its centre and ordered by level. Neighbours in the order then do not depend on each
 * other: branches run interleaved, and an unbranched chain is eliminated from both ends towards the middle. The
 * order depends on the shape alone, so that the same cell gives the same bits wherever it runs.
 */
export function eliminationOrders(graph: CableGraph): EliminationOrder[] {
  const adjacency = adjacencyOf(graph)
  const seen = new Uint8Array(graph.nodes)
  const orders: EliminationOrder[] = []
  for (let node = 0; node < graph.nodes; node++) {
    if (seen[node]) continue
    const walk = walkFrom(graph, adjacency, centreOf(graph, adjacency, node))
    for (const visited of walk.nodes) seen[visited] = 1
    orders.push({
      nodes: Int32Array.from(walk.nodes),
      parent: Int32Array.from(walk.parent),
      axialUs: Float64Array.from(walk.edge, edge => (edge < 0 ? 0 : (graph.edges.conductanceUs[edge] as number))),
    })
  }
  return orders
}
