import type { SectionCables } from './sectionCables.ts'

/** Electrotonic distances for steady currents, in length constants √(Rm·d/(4·Ra)) of the cable itself (Rall 1959). */
export interface Electrotonics {
  /** From the soma to each section's 0 end. */
  readonly atStart: Float64Array
  /** From there to every sample, shape [samples]. */
  readonly atSample: Float64Array
  /** From end to end of each section. */
  readonly ofSection: Float64Array
}

/**
 * Length constants that a frustum is long: ∫ ds/λ with λ ∝ √d and d linear in s is Δs·2/(√d₁ + √d₂), over the λ of 1 µm.
 */
function frustum(lengthUm: number, near: number, far: number, lambdaOfUm: number): number {
  return lengthUm > 0 ? (2 * lengthUm) / (lambdaOfUm * (Math.sqrt(near) + Math.sqrt(far))) : 0
}

/** Length constant of a cylinder of 1 µm diameter [µm]; that of diameter d is √d times this. */
export function lambdaOfOneUm(rmOhmCm2: number, raOhmCm: number): number {
  return Math.sqrt((rmOhmCm2 / raOhmCm) * (1e-4 / 4)) * 1e4
}

/** Measures a cell in length constants. */
export function electrotonics(cables: SectionCables, parentsFirst: Int32Array): Electrotonics {
  const { morphology, points, passive, isBody, lengthUm } = cables
  const { count, firstSample, parent, parentX } = morphology.sections
  const atStart = new Float64Array(count)
  const atSample = new Float64Array(points.count)
  const ofSection = new Float64Array(count)
  for (let section = 0; section < count; section++) {
    const lambda = lambdaOfOneUm(1 / passive.conductanceSCm2[section]!, passive.raOhmCm[section]!)
    for (let i = firstSample[section]! + 1; i < firstSample[section + 1]!; i++) {
      const length = points.arcUm[i]! - points.arcUm[i - 1]!
      atSample[i] = atSample[i - 1]! + frustum(length, points.diameter[i - 1]!, points.diameter[i]!, lambda)
    }
    ofSection[section] = atSample[firstSample[section + 1]! - 1]!
  }
  for (const section of parentsFirst) {
    const up = parent[section]!
    if (up < 0 || isBody[section] || isBody[up]) continue
    const x = parentX[section]!
    const arc = x * lengthUm[up]!
    let i = firstSample[up]! + 1
    while (i < firstSample[up + 1]! - 1 && points.arcUm[i]! < arc) i++
    const piece = points.arcUm[i]! - points.arcUm[i - 1]!
    const share = piece > 0 ? (arc - points.arcUm[i - 1]!) / piece : 1
    const there = atSample[i - 1]! + share * (atSample[i]! - atSample[i - 1]!)
    atStart[section] = atStart[up]! + (x === 1 ? ofSection[up]! : there)
  }
  return { atStart, atSample, ofSection }
}
