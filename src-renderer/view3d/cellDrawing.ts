import type { MorphologyView } from '../../src-main/contract/index.ts'
import { measureArcs, type SectionArcs } from './geometry/arcs.ts'
import { measureBounds, type Bounds } from './geometry/bounds.ts'
import { buildTubes, type TubeMesh } from './geometry/tubes.ts'
import { createPicker, type Picker } from './picking.ts'

/** Everything about a cell that is worked out once and then only looked at. */
export interface CellDrawing {
  readonly view: MorphologyView
  readonly arcs: SectionArcs
  readonly bounds: Bounds
  readonly tubes: TubeMesh
  readonly picker: Picker
}

/** Prepares a cell for drawing and picking. */
export function prepareDrawing(view: MorphologyView): CellDrawing {
  const { morphology } = view
  const arcs = measureArcs(morphology)
  return {
    view,
    arcs,
    bounds: measureBounds(morphology),
    tubes: buildTubes(morphology),
    picker: createPicker(morphology, arcs),
  }
}
