import type { MorphologyView } from '../../../src-main/contract/index.ts'
import { measureBounds } from '../../view3d/geometry/bounds.ts'

/** A number of both cells. */
export interface ComparedRow {
  /** Message key behind `compare.row.`. */
  readonly name: string
  readonly unit: string
  readonly left: number
  readonly right: number
  readonly isCount: boolean
}

const types = ['soma', 'axon', 'dend', 'apic', 'other'] as const

/** What is counted and measured of two cells; types that neither has are left out. */
export function compareCells(left: MorphologyView, right: MorphologyView): readonly ComparedRow[] {
  const [a, b] = [numbersOf(left), numbersOf(right)]
  return a.flatMap(({ name, unit, value }, index) => {
    const other = b[index]?.value ?? 0
    if (types.some(type => type === name) && value === 0 && other === 0) return []
    return [{ name, unit, left: value, right: other, isCount: unit === '' }]
  })
}

/** Change from left to right in parts of the left; undefined where there is nothing to relate it to. */
export function relativeChange({ left, right }: ComparedRow): number | undefined {
  if (left === right) return 0
  return left === 0 ? undefined : (right - left) / Math.abs(left)
}

function numbersOf({ summary, morphology, table, samplePathDistanceUm }: MorphologyView) {
  const { min, max } = measureBounds(morphology)
  const extent = (axis: 0 | 1 | 2): number => max[axis] - min[axis]
  const somaUm2 = table.areaUm2.reduce(
    (sum, area, section) => (morphology.sections.type[section] === 1 ? sum + area : sum),
    0,
  )
  return [
    { name: 'sections', unit: '', value: summary.sections },
    ...types.map(type => ({ name: type, unit: '', value: summary.sectionsByType[type] })),
    { name: 'points', unit: '', value: summary.points },
    { name: 'length', unit: 'µm', value: summary.totalLengthUm },
    { name: 'area', unit: 'µm²', value: summary.totalAreaUm2 },
    { name: 'somaArea', unit: 'µm²', value: somaUm2 },
    { name: 'volume', unit: 'µm³', value: summary.totalVolumeUm3 },
    {
      name: 'farthest',
      unit: 'µm',
      value: samplePathDistanceUm.reduce((most, one) => Math.max(most, one), 0),
    },
    { name: 'width', unit: 'µm', value: extent(0) },
    { name: 'height', unit: 'µm', value: extent(1) },
    { name: 'depth', unit: 'µm', value: extent(2) },
  ]
}
