import type { MorphologyView } from '../../src-main/contract/index.ts'
import type { SectionArcs } from './geometry/arcs.ts'
import type { Bounds } from './geometry/bounds.ts'
import { measureGeometry, type CellGeometry } from './geometry/cellGeometry.ts'
import type { TubeMesh } from './geometry/tubes.ts'
import { createPicker, type Picker } from './picking.ts'

/** Everything about a cell that is worked out once and then only looked at. */
export interface CellDrawing {
  readonly view: MorphologyView
  readonly arcs: SectionArcs
  readonly bounds: Bounds
  readonly tubes: TubeMesh
  readonly picker: Picker
}

/** Prepares a cell for drawing and picking, from what another thread may have worked out. */
export function prepareDrawing(
  view: MorphologyView,
  { arcs, bounds, tubes, groups }: CellGeometry = measureGeometry(view.morphology),
): CellDrawing {
  return { view, arcs, bounds, tubes, picker: createPicker(view.morphology, arcs, groups) }
}
