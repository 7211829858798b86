import type { MeasuredCell } from '../cell/measuredCell.ts'
import { childCount } from '../cell/neuriteTree.ts'
import type { FeatureScope, Selection } from '../cell/selection.ts'

/** Units of features; `1` is a plain number. */
export type FeatureUnit = 'µm' | 'µm²' | 'µm³' | 'µm^1.5' | 'rad' | '°' | '1'

/** Under which names others measure it. */
export interface FeatureSource {
  /** NeuroM's feature, with the variant where there are several. */
  readonly neurom?: string
  /** L-Measure's function. */
  readonly lMeasure?: string
  /** Where else it is defined. */
  readonly paper?: string
}

/**
 * How a feature depends on where and how the cell lies: not at all (`free`), on the directions of the axes (`axes`), or it
 * is a coordinate itself.
 */
export type FeatureFrame = 'free' | 'axes' | 'x' | 'y' | 'z'

/** What can be measured of a cell. */
export interface Feature {
  readonly id: string
  readonly title: string
  readonly unit: FeatureUnit
  readonly scope: FeatureScope
  /** What the number is, in one sentence. */
  readonly definition: string
  readonly source: FeatureSource
  /** Whether the definition is known to be that of the source. Where not, outputs say so. */
  readonly certain: boolean
  /** A cell k times as large and thick has k^scaling times the number. */
  readonly scaling: number
  readonly frame: FeatureFrame
  /** One number for each row of the scope; NaN where it is not defined. */
  compute(selection: Selection): Float64Array
}

/** What is said of a feature where it is declared: certain and free of the frame unless stated otherwise. */
export type FeatureWords = Pick<Feature, 'id' | 'title' | 'unit' | 'definition' | 'source' | 'scaling'> &
  Partial<Pick<Feature, 'certain' | 'frame'>>

function feature(scope: FeatureScope, words: FeatureWords, compute: Feature['compute']): Feature {
  return { certain: true, frame: 'free', ...words, scope, compute }
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!
  return picked
}

/** A feature of segments. @param quantity one number for each sample, which belongs to the segment that starts there */
export function ofSegments(quantity: (cell: MeasuredCell) => Float64Array, words: FeatureWords): Feature {
  return feature('segment', words, ({ cell, segments }) => pick(cell.of(quantity), segments))
}

/** A feature of sections. @param quantity one number for each section */
export function ofSections(quantity: (cell: MeasuredCell) => Float64Array, words: FeatureWords): Feature {
  return feature('section', words, ({ cell, sections }) => pick(cell.of(quantity), sections))
}

/** A feature of sections that end (without children), or that branch (two or more); NaN for the others. */
export function ofSectionsWhere(
  which: 'terminal' | 'branching',
  quantity: (cell: MeasuredCell) => Float64Array,
  words: FeatureWords,
): Feature {
  return feature('section', words, selection => {
    const { cell, sections } = selection
    const values = cell.of(quantity)
    return Float64Array.from(sections, section => {
      const children = childCount(cell.tree, section)
      const fits = which === 'terminal' ? children === 0 : children >= 2 && selection.isOfOneKind(section)
      return fits ? values[section]! : NaN
    })
  })
}

/** A feature of bifurcations. @param quantity of the section that ends there and its two children */
export function ofBifurcations(
  quantity: (cell: MeasuredCell, parent: number, first: number, second: number) => number,
  words: FeatureWords,
): Feature {
  return feature('bifurcation', words, ({ cell, bifurcations }) => {
    const { firstChild, children } = cell.tree
    return Float64Array.from(bifurcations, parent => {
      const at = firstChild[parent]!
      return quantity(cell, parent, children[at]!, children[at + 1]!)
    })
  })
}

/** A feature of neurites. @param quantity one number for each neurite of the cell, of what is selected of it */
export function ofNeurites(
  quantity: (selection: Selection) => ArrayLike<number>,
  words: FeatureWords,
): Feature {
  return feature('neurite', words, selection => {
    const values = selection.of(quantity)
    return Float64Array.from(selection.neurites, neurite => values[neurite]!)
  })
}

/** A feature of the whole cell, as far as it is selected. */
export function ofCell(quantity: (selection: Selection) => number, words: FeatureWords): Feature {
  return feature('cell', words, selection => Float64Array.of(quantity(selection)))
}
