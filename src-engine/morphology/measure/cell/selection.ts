import { childCount } from './neuriteTree.ts'
import type { MeasuredCell } from './measuredCell.ts'
import { branchOrders } from '../features/branchOrders.ts'

/** What of a cell is measured. Everything that is not excluded. */
export interface MeasureFilters {
  /** Type numbers of sections (2 axon, 3 dendrite, 4 apical). */
  readonly types?: readonly number[]
  /** Neurites by the index of their first section. */
  readonly neurites?: readonly number[]
  /** Smallest and largest branch order. */
  readonly minimumOrder?: number
  readonly maximumOrder?: number
  /** Only sections that end (`terminal`), or only such that branch (`branching`). */
  readonly ends?: 'terminal' | 'branching'
}

/** What a feature is measured of. */
export type FeatureScope = 'segment' | 'section' | 'bifurcation' | 'neurite' | 'cell'

/** The rows of each scope that filters leave, in the order of the morphology. */
export class Selection {
  readonly cell: MeasuredCell
  /** Sections of neurites. */
  readonly sections: Int32Array
  /** Segments by their first sample: segment i lies between samples i and i + 1. */
  readonly segments: Int32Array
  /** Bifurcations by the section that ends in them: it has two children, both at its end and of selected types. */
  readonly bifurcations: Int32Array
  /** Neurites that hold one of the sections at least. */
  readonly neurites: Int32Array
  readonly #types: ReadonlySet<number> | undefined
  readonly #known = new Map<unknown, unknown>()

  constructor(cell: MeasuredCell, filters: MeasureFilters = {}) {
    this.cell = cell
    this.#types = filters.types && new Set(filters.types)
    const keeps = sectionFilter(cell, filters)
    this.sections = Int32Array.from(cell.tree.neurite.keys()).filter(keeps)
    this.segments = segmentsOf(cell, this.sections)
    this.bifurcations = this.sections.filter(
      section => isBifurcation(cell, section) && this.isOfOneKind(section),
    )
    const held = new Uint8Array(cell.tree.root.length)
    for (const section of this.sections) held[cell.tree.neurite[section]!] = 1
    this.neurites = Int32Array.from(held.keys()).filter(neurite => held[neurite] === 1)
  }

  /** A quantity of what is selected, remembered. */
  of<Quantity>(quantity: (selection: Selection) => Quantity): Quantity {
    if (!this.#known.has(quantity)) this.#known.set(quantity, quantity(this))
    return this.#known.get(quantity) as Quantity
  }

  /** Whether a section's children are of types that are selected, too: where types change is no branching of either. */
  isOfOneKind(section: number): boolean {
    const { firstChild, children } = this.cell.tree
    const { type } = this.cell.morphology.sections
    for (let k = firstChild[section]!; this.#types && k < firstChild[section + 1]!; k++)
      if (!this.#types.has(type[children[k]!]!)) return false
    return true
  }

  /** The rows of a scope; the cell is one row. */
  rows(scope: FeatureScope): Int32Array {
    if (scope === 'segment') return this.segments
    if (scope === 'section') return this.sections
    if (scope === 'bifurcation') return this.bifurcations
    return scope === 'neurite' ? this.neurites : new Int32Array(1)
  }
}

function sectionFilter(cell: MeasuredCell, filters: MeasureFilters): (section: number) => boolean {
  const { tree, morphology } = cell
  const types = filters.types && new Set(filters.types)
  const neurites = filters.neurites && new Set(filters.neurites)
  const orders = cell.of(branchOrders)
  const { minimumOrder = -Infinity, maximumOrder = Infinity, ends } = filters
  return section => {
    const neurite = tree.neurite[section]!
    if (neurite < 0 || (types && !types.has(morphology.sections.type[section]!))) return false
    if (neurites && !neurites.has(tree.root[neurite]!)) return false
    if (orders[section]! < minimumOrder || orders[section]! > maximumOrder) return false
    const children = childCount(tree, section)
    return ends === undefined || (ends === 'terminal' ? children === 0 : children >= 2)
  }
}

function segmentsOf(cell: MeasuredCell, sections: Int32Array): Int32Array {
  let count = 0
  for (const section of sections) count += cell.last(section) - cell.first(section)
  const segments = new Int32Array(count)
  let at = 0
  for (const section of sections) {
    for (let i = cell.first(section); i < cell.last(section); i++) segments[at++] = i
  }
  return segments
}

function isBifurcation({ tree }: MeasuredCell, section: number): boolean {
  if (childCount(tree, section) !== 2) return false
  const at = tree.firstChild[section]!
  return tree.parentX[tree.children[at]!] === 1 && tree.parentX[tree.children[at + 1]!] === 1
}
