import type { CellPlan } from './cellPlan.ts'
import type { GroupPlan, TreeReference } from './packs.ts'

/** Where every tree of every cell lies: row r is node first + r·lanes + lane of its group. */
export interface TreePlaces {
  /** Tree t of cell c has number firstTree[c] + t. */
  readonly firstTree: Int32Array
  readonly group: Int32Array
  readonly first: Int32Array
  readonly lanes: Int32Array
  readonly lane: Int32Array
}

/** A node of a cell as its group knows it. */
export interface NodePlace {
  readonly group: number
  readonly node: number
}

/** Finds the places of all trees; padding lanes are nobody's place. */
export function placeTrees(plans: readonly CellPlan[], groups: readonly GroupPlan[]): TreePlaces {
  const firstTree = new Int32Array(plans.length + 1)
  plans.forEach((plan, cell) => (firstTree[cell + 1] = firstTree[cell]! + plan.shape.lowered.trees.length))
  const trees = firstTree[plans.length]!
  const places = {
    firstTree,
    group: new Int32Array(trees),
    first: new Int32Array(trees),
    lanes: new Int32Array(trees),
    lane: new Int32Array(trees),
  }
  groups.forEach(({ packs }, group) => {
    let first = 0
    for (const { shape, trees: lanes, liveLanes } of packs) {
      lanes.slice(0, liveLanes).forEach(({ cell, tree }: TreeReference, lane) => {
        const index = firstTree[cell]! + tree
        places.group[index] = group
        places.first[index] = first
        places.lanes[index] = lanes.length
        places.lane[index] = lane
      })
      first += shape.rows * lanes.length
    }
  })
  return places
}

/** The place of a node of a cell's cable graph. */
export function placeOfNode(places: TreePlaces, plan: CellPlan, cell: number, graphNode: number): NodePlace {
  const { treeOfNode, rowOfNode } = plan.shape.lowered
  const tree = places.firstTree[cell]! + treeOfNode[graphNode]!
  return {
    group: places.group[tree]!,
    node: places.first[tree]! + rowOfNode[graphNode]! * places.lanes[tree]! + places.lane[tree]!,
  }
}
