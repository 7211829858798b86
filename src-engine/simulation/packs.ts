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

/**
 * Cuts trees of one shape into packs of at most `mostLanes` lanes, as many as threads can share evenly; few leftovers run
 * one by one.
 */
function packsOfShape(
  plans: readonly CellPlan[],
  trees: readonly TreeReference[],
  mostLanes: number,
  threads = 1,
): PackPlan[] {
  const rest = trees.length % lanePadding
  const wide = mostLanes < lanePadding ? 0 : rest >= leastLiveLanes ? trees.length : trees.length - rest
  const vectors = Math.ceil(wide / lanePadding)
  const fewest = Math.ceil(vectors / Math.max(1, Math.floor(mostLanes / lanePadding)))
  const count = fewest > 1 ? Math.min(vectors, Math.ceil(fewest / threads) * threads) : fewest
  const packs: PackPlan[] = []
  for (let pack = 0; pack < count; pack++) {
    const start = lanePadding * Math.floor((pack * vectors) / count)
    const end = Math.min(wide, lanePadding * Math.floor(((pack + 1) * vectors) / count))
    packs.push(packOf(plans, trees.slice(start, end), padToLanes(end - start)))
  }
  for (const single of trees.slice(wide)) packs.push(packOf(plans, [single], 1))
  return packs
}

const nodesOf = (pack: PackPlan) => pack.shape.rows * pack.trees.length

/** How a simulation is to be divided. */
export interface Division {
  readonly threads: number
  readonly dtMs: number
  /** Nodes, or artificial cells, that a group holds at most, where it can; absent: as caches and threads suggest. */
  readonly mostNodes?: number | undefined
  /** Processes that are to have a group each, where there are enough cells; `threads` counts those of all. */
  readonly ranks?: number
}

/** Groups that meet after less work than this, in nodes times steps, are not worth a thread each. */
const leastWorkBetweenMeetings = 4000

/** Artificial cells that are worth a thread of their own. */
const fewestArtificial = 256

/** Chooses how many of some nodes a group is to hold. */
function createGroupSize(
  { threads, dtMs, mostNodes, ranks = 1 }: Division,
  leastDelayMs: number,
): (allNodes: number) => number {
  const stepsBetween = Math.min(64, Math.max(1, leastDelayMs / dtMs))
  return allNodes => {
    if (mostNodes !== undefined) return mostNodes
    const each =
      leastDelayMs < Infinity && allNodes * stepsBetween < leastWorkBetweenMeetings * threads
        ? ranks
        : threads
    const wanted = Math.max(1, Math.ceil((allNodes * bytesOfNode) / groupBytes / each) * each)
    return Math.max(1, Math.ceil(allNodes / wanted))
  }
}

/**
 * Distributes all trees over groups. Trees of one shape lie in neighbouring lanes; a group's working set stays in
 * cache, so that it can take many steps before the next group has its turn; there are at least as many groups as
 * threads where there are enough cells, and their number is a multiple of it. Which group a cell is in does not
 * change its numbers.
 */
export function planGroups(
  plans: readonly CellPlan[],
  { sets, free, single, freeArtificial, leastDelayMs }: Coupling,
  division: Division,
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
  const nodesOfGroup = createGroupSize(division, leastDelayMs)
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
  const ofCells = [
    ...groups,
    ...freeGroups(plans, freeTrees, {
      nodes: nodesOfGroup(rowsOf(freeTrees)),
      leastLanes: division.mostNodes === undefined ? lanePadding : 1,
      threads: division.threads,
    }),
  ]
  return withArtificial(ofCells, freeArtificial, division)
}

/** Gives each artificial cell to the group that it sends to; those that send to no cell have groups of their own. */
function withArtificial(
  groups: readonly GroupPlan[],
  freeArtificial: Coupling['freeArtificial'],
  { threads, mostNodes }: Division,
): GroupPlan[] {
  const groupOfCell = new Map<number, number>()
  groups.forEach(({ packs }, group) => {
    for (const pack of packs)
      for (const { cell } of pack.trees) if (!groupOfCell.has(cell)) groupOfCell.set(cell, group)
  })
  const added: number[][] = groups.map(() => [])
  const others: number[] = []
  for (const { artificialCell, follows } of freeArtificial)
    (added[groupOfCell.get(follows) ?? -1] ?? others).push(artificialCell)
  if (others.length < fewestArtificial && added[0] && mostNodes === undefined)
    added[0].push(...others.splice(0))
  const threadsForThem = others.length < fewestArtificial * threads ? 1 : threads
  const most = mostNodes ?? Math.ceil(others.length / threadsForThem)
  const own: GroupPlan[] = []
  for (let start = 0; start < others.length; start += most)
    own.push({ packs: [], artificialCells: others.slice(start, start + most) })
  return [
    ...groups.map(({ packs, artificialCells }, group) => ({
      packs,
      artificialCells: [...artificialCells, ...added[group]!],
    })),
    ...own,
  ]
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
  most: { readonly nodes: number; readonly leastLanes: number; readonly threads: number },
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
    const fitting = Math.floor(most.nodes / treeOf(plans, trees[0]!).rows)
    const mostLanes = fitting < lanePadding ? most.leastLanes : padToLanes(fitting)
    for (const pack of packsOfShape(plans, trees, mostLanes, most.threads)) {
      const rounding = pack.trees.length > 1 ? lanePadding * pack.shape.rows : 0
      if (filled > 0 && filled + nodesOf(pack) > most.nodes + rounding) close()
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
