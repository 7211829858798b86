import { prepareCells, type Catalogue, type PreparedCells } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'

/** The benchmark's cells bound for one thread. They are ours, so that a diagnostic here is a fault of the program. */
export function prepareBench(
  cells: readonly CellModel[],
  settings: SharedSettings,
  catalogue: Catalogue,
  machine: Machine,
): PreparedCells {
  const { value, diagnostics } = prepareCells(cells, settings, catalogue, { threads: 1, machine })
  if (!value) throw new Error(diagnostics.map(diagnostic => diagnostic.message).join('\n'))
  return value
}
