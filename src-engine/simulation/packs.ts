import { lanePadding } from '../kernel/abi.ts'
import type { LoweredTree } from '../cable/lowerCell.ts'
import type { CellPlan } from './cellPlan.ts'
import type { Coupling } from './coupling.ts'

/** One tree of one cell. */
export interface TreeReference {
  readonly cell: number
  readonly tree: number
}

/** Trees of one shape that will be solved side by side. */
export interface PackPlan {
  readonly shape: LoweredTree
  /** The tree of each lane; lanes behind `liveLanes` repeat the last live one and nobody looks at them. */
  readonly trees: readonly TreeReference[]
  readonly liveLanes: number
}

/** What one thread will own. */
export interface GroupPlan {
  readonly packs: readonly PackPlan[]
  /** Numbers of the artificial cells in it. */
  readonly artificialCells: readonly number[]
}

/**
 * Working set that a group should keep to [bytes]: half of a 1 MiB second-level cache, which programs, tables
 * and traces share with it.
 */
const groupBytes = 512 * 1024

/** Bytes of arena and tables that a node of a typical active compartment takes. */
const bytesOfNode = 256

/** From this many live lanes on, a padded vector is cheaper than cells one by one. */
const leastLiveLanes = 5

const padToLanes = (count: number) => Math.ceil(count / lanePadding) * lanePadding

/** Two trees are of one shape when their order of elimination and the kinds of their rows agree. */
function shapeKey({ order, parent, node }: LoweredTree, { compartments, kinds }: CellPlan['shape']): string {
  const kind = node.map(at => (at < compartments.count ? kinds[compartments.section[at]!]! : -1))
  return `${order.join()};${parent.join()};${kind.join()}`
}

/** All trees of some cells, cell after cell. */
function treesOf(plans: readonly CellPlan[], cells: Iterable<number>): TreeReference[] {
  const references: TreeReference[] = []
  for (const cell of cells)
    plans[cell]!.shape.lowered.trees.forEach((_, tree) => references.push({ cell, tree }))
  return references
}

function byShape(plans: readonly CellPlan[], references: readonly TreeReference[]): TreeReference[][] {
  if (references.length < leastLiveLanes) return references.map(reference => [reference])
  // Cells that share their lowered trees are the usual case; only then is it worth comparing contents.
  const listOfTree = new Map<LoweredTree, TreeReference[]>()
  const listOfKey = new Map<string, TreeReference[]>()
  for (const reference of references) {
    const tree = treeOf(plans, reference)
    let list = listOfTree.get(tree)
    if (!list) {
      const key = shapeKey(tree, plans[reference.cell]!.shape)
      list = listOfKey.get(key) ?? []
      listOfKey.set(key, list)
      listOfTree.set(tree, list)
    }
    list.push(reference)
  }
  return [...listOfKey.values()]
}

/** The lowered tree that a reference names. */
export function treeOf(plans: readonly CellPlan[], { cell, tree }: TreeReference): LoweredTree {
  return plans[cell]!.shape.lowered.trees[tree]!
}

function packOf(plans: readonly CellPlan[], live: readonly TreeReference[], lanes: number): PackPlan {
  const last = live.at(-1)!
  const padding = Array.from({ length: lanes - live.length }, () => last)
  return { shape: treeOf(plans, live[0]!), trees: [...live, ...padding], liveLanes: live.length }
}

/** Cuts trees of one shape into packs of at most `mostLanes` lanes; few leftovers run one by one. */
function packsOfShape(
  plans: readonly CellPlan[],
  trees: readonly TreeReference[],
  mostLanes: number,
): PackPlan[] {
  const packs: PackPlan[] = []
  for (let start = 0; start < trees.length; start += mostLanes) {
    const some = trees.slice(start, start + mostLanes)
    const rest = some.length % lanePadding
    const wide = rest >= leastLiveLanes ? some.length : some.length - rest
    if (wide > 0) packs.push(packOf(plans, some.slice(0, wide), padToLanes(wide)))
    for (const single of some.slice(wide)) packs.push(packOf(plans, [single], 1))
  }
  return packs
}

const nodesOf = (pack: PackPlan) => pack.shape.rows * pack.trees.length

/**
 * Distributes all trees over groups. Trees of one shape lie in neighbouring lanes; a group's working set stays in
 * cache, so that it can take many steps before the next group has its turn; there are at least as many groups as
 * threads where there are enough cells, and their number is a multiple of it. Which group a cell is in does not
 * change its numbers.
 */
export function planGroups(
  plans: readonly CellPlan[],
  threads: number,
  { sets, free, single }: Coupling,
): GroupPlan[] {
  const rowsOf = (references: readonly TreeReference[]) =>
    references.reduce((sum, reference) => sum + treeOf(plans, reference).rows, 0)
  const freeTrees = treesOf(
    plans,
    [...plans.keys()].filter(cell => free[cell] === 1),
  )
  const coupled = sets.map(({ cells, artificialCells }) => ({
    trees: treesOf(plans, cells),
    artificialCells,
  }))
  const nodesOfGroup = (allNodes: number) => {
    const wanted = Math.max(1, Math.ceil((allNodes * bytesOfNode) / groupBytes / threads) * threads)
    return Math.max(1, Math.ceil(allNodes / wanted))
  }
  const most = nodesOfGroup(coupled.reduce((sum, { trees }) => sum + rowsOf(trees), 0))
  const groups: GroupPlan[] = []
  let trees: TreeReference[] = []
  let artificialCells: number[] = []
  let filled = 0
  const closeCoupled = () => {
    if (trees.length > 0 || artificialCells.length > 0)
      groups.push({ packs: coupledPacks(plans, trees, single), artificialCells })
    trees = []
    artificialCells = []
    filled = 0
  }
  for (const set of coupled) {
    const rows = rowsOf(set.trees)
    if (filled > 0 && filled + rows > most) closeCoupled()
    trees.push(...set.trees)
    artificialCells.push(...set.artificialCells)
    filled += rows
  }
  closeCoupled()
  return [...groups, ...freeGroups(plans, freeTrees, nodesOfGroup(rowsOf(freeTrees)))]
}

/** Packs of one group whose members see each other; those that must not have padding beside them run one by one. */
function coupledPacks(
  plans: readonly CellPlan[],
  trees: readonly TreeReference[],
  single: Uint8Array,
): PackPlan[] {
  const alone = trees.filter(({ cell }) => single[cell] === 1)
  const side = byShape(
    plans,
    trees.filter(({ cell }) => single[cell] !== 1),
  )
  return byWidth([
    ...side.flatMap(some => packsOfShape(plans, some, padToLanes(some.length))),
    ...alone.map(reference => packOf(plans, [reference], 1)),
  ])
}

function freeGroups(
  plans: readonly CellPlan[],
  references: readonly TreeReference[],
  nodesOfGroup: number,
): GroupPlan[] {
  const groups: GroupPlan[] = []
  let current: PackPlan[] = []
  let filled = 0
  const close = () => {
    if (current.length > 0) groups.push({ packs: byWidth(current), artificialCells: [] })
    current = []
    filled = 0
  }
  for (const trees of byShape(plans, references)) {
    if (trees.length === 0) continue
    const mostLanes = Math.max(
      lanePadding,
      padToLanes(Math.floor(nodesOfGroup / treeOf(plans, trees[0]!).rows)),
    )
    for (const pack of packsOfShape(plans, trees, mostLanes)) {
      if (filled > 0 && filled + nodesOf(pack) > nodesOfGroup + lanePadding * pack.shape.rows) close()
      current.push(pack)
      filled += nodesOf(pack)
    }
  }
  close()
  return groups
}

/** Wide packs first: their nodes then begin on whole vectors. */
function byWidth(packs: readonly PackPlan[]): PackPlan[] {
  return [...packs.filter(pack => pack.trees.length > 1), ...packs.filter(pack => pack.trees.length === 1)]
}
