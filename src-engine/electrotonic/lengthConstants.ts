import { lambdaUm } from '../cable/geometry.ts'
import { sectionType, type Morphology } from '../morphology/morphology.ts'
import { sectionsParentsFirst } from '../morphology/measure/parentsFirst.ts'
import type { UniformCable } from '../morphology/reduction/passiveCable.ts'
import { storedPointsOfSection, type StoredPoints } from '../morphology/storedPoints.ts'

/** Length constants and lengths in them, one entry for each section. */
export interface LengthConstants {
  readonly lengthUm: Float64Array
  /** At rest [µm]. */
  readonly lambdaUm: Float64Array
  /** At the frequency [µm]. */
  readonly lambdaAtFrequencyUm: Float64Array
  /** NEURON's lambda_f at the frequency [µm]; infinite at 0 Hz. */
  readonly lambdaNeuronUm: Float64Array
  /** Lengths in λ at rest. */
  readonly length: Float64Array
  /** Distances from the soma in λ at rest of the 0 and the 1 end; NaN where nothing leads there. */
  readonly startDistance: Float64Array
  readonly endDistance: Float64Array
  /** λ at the frequency over λ at rest, the same everywhere. */
  readonly frequencyFactor: number
}

/** λ [µm] of a cylinder of 1 µm where Rm = Ra·1 cm: 1e4 µm/cm · √(1e-4 cm/µm / 4). */
const lambdaFactor = 50

/**
 * λ at a frequency over λ at rest: √(2/(1 + √(1 + (ωτ)²))) (SPEC EL2).
 *
 * @param hz [Hz]
 */
export function frequencyFactor({ rmOhmCm2, cmUfCm2 }: UniformCable, hz: number): number {
  // Ω·cm² · µF/cm² = 1e-6 s
  const omegaTau = 2 * Math.PI * hz * rmOhmCm2 * cmUfCm2 * 1e-6
  return Math.sqrt(2 / (1 + Math.sqrt(1 + omegaTau * omegaTau)))
}

/** Length of a section in λ at rest: the integral of ds/λ over its frusta (SPEC EL1). */
export function electrotonicLength({ arcUm, diameter, count }: StoredPoints, cable: UniformCable): number {
  let sum = 0
  for (let i = 1; i < count; i++) {
    const height = arcUm[i]! - arcUm[i - 1]!
    if (height > 0) sum += (2 * height) / (Math.sqrt(diameter[i - 1]!) + Math.sqrt(diameter[i]!))
  }
  return sum / (lambdaFactor * Math.sqrt(cable.rmOhmCm2 / cable.raOhmCm))
}

/** Length constants of every section of a passive cell, and how far from the soma everything is in them. */
export function lengthConstants(morphology: Morphology, cable: UniformCable, hz: number): LengthConstants {
  const { count, type, parent, parentX } = morphology.sections
  const factor = frequencyFactor(cable, hz)
  const column = () => new Float64Array(count)
  const found = {
    lengthUm: column(),
    lambdaUm: column(),
    lambdaAtFrequencyUm: column(),
    lambdaNeuronUm: column().fill(Infinity),
    length: column(),
    startDistance: column(),
    endDistance: column(),
    frequencyFactor: factor,
  }
  for (let section = 0; section < count; section++) {
    const points = storedPointsOfSection(morphology, section)
    const lengthUm = points.arcUm[points.count - 1]!
    found.lengthUm[section] = lengthUm
    found.length[section] = electrotonicLength(points, cable)
    found.lambdaUm[section] = lengthUm / found.length[section]!
    found.lambdaAtFrequencyUm[section] = found.lambdaUm[section]! * factor
    if (hz > 0) found.lambdaNeuronUm[section] = lambdaUm(points, hz, cable.raOhmCm, cable.cmUfCm2)
  }
  const hasSoma = type.includes(sectionType.soma)
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    const isSoma = type[section] === sectionType.soma
    // Without a soma the first root takes its place; other roots have no way to it.
    const start =
      up >= 0
        ? found.startDistance[up]! +
          (type[up] === sectionType.soma ? 0 : parentX[section]! * found.length[up]!)
        : isSoma || (!hasSoma && section === firstRoot(morphology))
          ? 0
          : NaN
    found.startDistance[section] = isSoma && Number.isFinite(start) ? 0 : start
    found.endDistance[section] = found.startDistance[section]! + (isSoma ? 0 : found.length[section]!)
  }
  return found
}

/** The first section without a parent. */
export function firstRoot({ sections }: Morphology): number {
  return sections.parent.indexOf(-1)
}
