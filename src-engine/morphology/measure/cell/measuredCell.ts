import type { Morphology } from '../../morphology.ts'
import { storedPointsOfAll, type StoredPoints } from '../../storedPoints.ts'
import { type NeuriteTree, neuriteTreeOf } from './neuriteTree.ts'

/** A cell made ready to be measured. What is computed from it is computed once. */
export class MeasuredCell {
  readonly morphology: Morphology
  /** The samples as they count in all computations; row i belongs to sample i. */
  readonly points: StoredPoints
  readonly tree: NeuriteTree
  readonly #known = new Map<unknown, unknown>()

  constructor(morphology: Morphology) {
    this.morphology = morphology
    this.points = storedPointsOfAll(morphology)
    this.tree = neuriteTreeOf(morphology)
  }

  /** A quantity of this cell, remembered. */
  of<Quantity>(quantity: (cell: MeasuredCell) => Quantity): Quantity {
    if (!this.#known.has(quantity)) this.#known.set(quantity, quantity(this))
    return this.#known.get(quantity) as Quantity
  }

  /** First sample of a section. */
  first(section: number): number {
    return this.morphology.sections.firstSample[section]!
  }

  /** Last sample of a section. */
  last(section: number): number {
    return this.morphology.sections.firstSample[section + 1]! - 1
  }
}
