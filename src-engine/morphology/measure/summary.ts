import { sectionType, type Morphology } from '../morphology.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { sectionAreas } from './area.ts'
import { sectionLengths } from './length.ts'
import { sectionVolumes } from './volume.ts'

/** The types that have a name, and all others together. */
export type NamedType = 'soma' | 'axon' | 'dend' | 'apic' | 'other'

/** Totals of a cell. */
export interface MorphologyTotals {
  readonly format: string
  /** Points of all sections, shared ones counted in each (NEURON's n3d). */
  readonly points: number
  readonly sections: number
  readonly sectionsByType: Readonly<Record<NamedType, number>>
  readonly totalLengthUm: number
  readonly totalAreaUm2: number
  readonly totalVolumeUm3: number
}

const nameOfType: Readonly<Record<number, NamedType>> = {
  [sectionType.soma]: 'soma',
  [sectionType.axon]: 'axon',
  [sectionType.dend]: 'dend',
  [sectionType.apic]: 'apic',
}

/** Counts and measures a cell as NEURON would, from the rounded points. */
export function summarise(morphology: Morphology): MorphologyTotals {
  const points = storedPointsOfAll(morphology)
  const sectionsByType = { soma: 0, axon: 0, dend: 0, apic: 0, other: 0 }
  for (const type of morphology.sections.type) sectionsByType[nameOfType[type] ?? 'other']++
  return {
    format: morphology.format,
    points: morphology.samples.count,
    sections: morphology.sections.count,
    sectionsByType,
    totalLengthUm: sumOf(sectionLengths(morphology, points)),
    totalAreaUm2: sumOf(sectionAreas(morphology, points)),
    totalVolumeUm3: sumOf(sectionVolumes(morphology, points)),
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}
