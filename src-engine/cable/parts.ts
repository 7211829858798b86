import type { EliminationOrder } from './order.ts'

/** Trees with fewer nodes are not worth several threads. */
const fewestNodes = 4096

/** Parts of a large tree, whatever the number of threads, which take several parts each. */
const partCount = 8

/** Branches that a part holds at least, so that their eliminations hide each other's waiting. */
const fewestBranches = 2

/** Candidates for the size of the largest branch that lies in one part, as shares of the tree. */
const shares = [1 / 8, 1 / 16, 1 / 32, 1 / 64]

/** The branches that a tree falls into when all nodes with more than `most` nodes on them are its trunk. */
interface Cut {
  /** Position → its part; −1 for the trunk. */
  readonly part: Int8Array
  /** What one of four threads would have to do, in nodes. */
  readonly work: number
}

/** Number of nodes on each position, itself included. */
function nodesAbove(parent: Int32Array): Int32Array {
  const sizes = new Int32Array(parent.length).fill(1)
  for (let position = parent.length - 1; position > 0; position--)
    sizes[parent[position]!]! += sizes[position]!
  return sizes
}

function cut(parent: Int32Array, sizes: Int32Array, most: number): Cut | undefined {
  const part = new Int8Array(parent.length).fill(-1)
  const load = new Array<number>(partCount).fill(0)
  let branches = 0
  let trunk = 0
  for (let position = 0; position < parent.length; position++) {
    const above = position === 0 ? -1 : part[parent[position]!]!
    if (above >= 0) part[position] = above
    else if (sizes[position]! > most) trunk++
    else {
      const lightest = load.indexOf(Math.min(...load))
      part[position] = lightest
      load[lightest]! += sizes[position]!
      branches++
    }
  }
  if (branches < fewestBranches * partCount) return undefined
  return { part, work: trunk + (partCount / 4) * Math.max(...load) }
}

/**
 * Orders a large tree by parts: first its trunk, then the branches of one part after the other, each part level by level.
 * Nothing in a part depends on another one; so threads can eliminate parts beside each other, then one the trunk, and
 * substitute back in the other direction, with the same operations in the same order as one thread.
 *
 * @param levels a tree by levels, parents before children
 */
export function orderByParts(levels: EliminationOrder): EliminationOrder {
  const { nodes, parent, axialUs } = levels
  if (nodes.length < fewestNodes) return levels
  const sizes = nodesAbove(parent)
  const cuts = shares.flatMap(share => cut(parent, sizes, share * nodes.length) ?? [])
  const best = cuts.reduce<Cut | undefined>(
    (one, other) => (one && one.work <= other.work ? one : other),
    undefined,
  )
  if (!best) return levels
  const starts = new Int32Array(partCount + 2)
  best.part.forEach(part => starts[part + 2]!++)
  for (let part = 0; part <= partCount; part++) starts[part + 1]! += starts[part]!
  const parts = starts.slice(1, partCount + 1)
  const position = new Int32Array(nodes.length)
  best.part.forEach((part, level) => (position[level] = starts[part + 1]!++))
  const ordered = {
    nodes: new Int32Array(nodes.length),
    parent: new Int32Array(nodes.length),
    axialUs: new Float64Array(nodes.length),
    parts,
  }
  position.forEach((to, level) => {
    ordered.nodes[to] = nodes[level]!
    ordered.parent[to] = parent[level]! < 0 ? -1 : position[parent[level]!]!
    ordered.axialUs[to] = axialUs[level]!
  })
  return ordered
}
