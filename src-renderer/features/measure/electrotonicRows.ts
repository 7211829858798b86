import type { ElectrotonicColumns } from '../../../src-main/contract/index.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** What can be seen of every section, with its unit. */
export const electrotonicColumns = [
  { id: 'lambdaUm', unit: 'µm' },
  { id: 'lambdaAtFrequencyUm', unit: 'µm' },
  { id: 'electrotonicLength', unit: 'λ' },
  { id: 'endDistance', unit: 'λ' },
  { id: 'outwardAtEnd', unit: '' },
  { id: 'inwardAtEnd', unit: '' },
  { id: 'endInputMohm', unit: 'MΩ' },
] as const satisfies readonly { readonly id: keyof ElectrotonicColumns; readonly unit: string }[]

export type ElectrotonicColumn = (typeof electrotonicColumns)[number]['id']

/** Sections in the order of a column, the largest first; what has no value comes last. */
export function sectionsBy(values: Float64Array, ascending: boolean): readonly number[] {
  const key = (section: number): number => {
    const value = values[section] ?? NaN
    return Number.isNaN(value) ? Infinity : ascending ? value : -value
  }
  return Array.from(values.keys()).sort((one, other) => key(one) - key(other) || one - other)
}

/**
 * The value that each sample shows. What is known at both ends of a section goes evenly from one to the other; the rest is
 * the same all along.
 */
export function valuesOfSamples(
  { sections, samples }: Morphology,
  columns: ElectrotonicColumns,
  column: ElectrotonicColumn,
): Float64Array {
  const ofSamples = new Float64Array(samples.count)
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section] ?? 0
    const last = (sections.firstSample[section + 1] ?? 0) - 1
    const end = columns[column][section] ?? NaN
    const start = column === 'endDistance' ? (columns.startDistance[section] ?? NaN) : end
    for (let sample = first; sample <= last; sample++)
      ofSamples[sample] = start + ((end - start) * (sample - first)) / Math.max(1, last - first)
  }
  return ofSamples
}
