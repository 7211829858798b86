import type { CellPlan } from './cellPlan.ts'
import type { Coupling } from './coupling.ts'
import { type GroupPlan, type PackPlan, treeOf } from './packs.ts'

/** Every tree of some cells in a lane of its own: no padding whose error would count. */
function treesAlone(plans: readonly CellPlan[], cells: readonly number[]): PackPlan[] {
  return cells.flatMap(cell =>
    plans[cell]!.shape.lowered.trees.map((_, tree): PackPlan => {
      const reference = { cell, tree }
      return { shape: treeOf(plans, reference), trees: [reference], liveLanes: 1 }
    }),
  )
}

/**
 * A group for each cell, or set of cells that see each other within a step: each goes by steps of its own. All artificial
 * cells that lie with no cell are the first group, which goes from event to event.
 */
export function groupsWithOwnSteps(
  plans: readonly CellPlan[],
  { sets, free, freeArtificial }: Coupling,
): GroupPlan[] {
  const alone = [...free.keys()].filter(cell => free[cell] === 1)
  const withCells = [
    ...sets.filter(({ cells }) => cells.length > 0),
    ...alone.map(cell => ({ cells: [cell], artificialCells: [] })),
  ].sort((a, b) => a.cells[0]! - b.cells[0]!)
  const artificial = [
    ...sets.flatMap(({ cells, artificialCells }) => (cells.length === 0 ? artificialCells : [])),
    ...freeArtificial.map(({ artificialCell }) => artificialCell),
  ].sort((a, b) => a - b)
  return [
    ...(artificial.length > 0 ? [{ packs: [], artificialCells: artificial }] : []),
    ...withCells.map(({ cells, artificialCells }) => ({
      packs: treesAlone(plans, cells),
      artificialCells,
    })),
  ]
}
