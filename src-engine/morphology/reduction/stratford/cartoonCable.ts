import { pow } from '../../../math/elementary.ts'
import { type Electrotonics, lambdaOfOneUm } from '../electrotonic.ts'
import type { CableConstants } from '../meanCable.ts'
import type { SectionCables } from '../sectionCables.ts'

/** Membrane by electrotonic distance. */
export interface MembraneBySteps {
  /** In each step [µm²]. */
  readonly areaUm2: readonly number[]
  /** Distance of the farthest tip. */
  readonly end: number
}

/** Membrane of some sections in each step of electrotonic distance; that of a frustum in equal shares of its distance. */
export function membraneBySteps(
  { morphology, points }: SectionCables,
  sections: readonly number[],
  { atStart, atSample }: Electrotonics,
  step: number,
): MembraneBySteps {
  const { firstSample } = morphology.sections
  const areaUm2: number[] = []
  let end = 0
  for (const section of sections) {
    for (let i = firstSample[section]! + 1; i < firstSample[section + 1]!; i++) {
      const from = atStart[section]! + atSample[i - 1]!
      const to = atStart[section]! + atSample[i]!
      end = Math.max(end, to)
      const length = points.arcUm[i]! - points.arcUm[i - 1]!
      const [near, far] = [points.diameter[i - 1]!, points.diameter[i]!]
      const taper = (far - near) / 2
      const area = ((Math.PI * (near + far)) / 2) * Math.sqrt(length * length + taper * taper)
      for (let k = Math.floor(from / step); k * step < to || k * step <= from; k++) {
        const share = to > from ? (Math.min(to, (k + 1) * step) - Math.max(from, k * step)) / (to - from) : 1
        areaUm2[k] = (areaUm2[k] ?? 0) + Math.max(0, share) * area
      }
    }
  }
  return { areaUm2: Array.from(areaUm2, area => area), end }
}

/**
 * The cable that has this membrane in each step: over ΔX length constants a cylinder of diameter d has the area
 * π·d^{3/2}·λ₁·ΔX, which is that of all branches there exactly where d^{3/2} = Σ d_j^{3/2}.
 */
export function cartoonCable(
  { areaUm2, end }: MembraneBySteps,
  step: number,
  { rmOhmCm2, raOhmCm }: CableConstants,
): {
  readonly pieces: readonly { readonly lengthUm: number; readonly diameterUm: number }[]
  readonly positions: readonly number[]
} {
  const lambda = lambdaOfOneUm(rmOhmCm2, raOhmCm)
  const pieces: { lengthUm: number; diameterUm: number }[] = []
  const positions = [0]
  areaUm2.forEach((area, k) => {
    const width = Math.min(end, (k + 1) * step) - k * step
    if (!(area > 0 && width > 1e-9 * step)) return
    const diameterUm = pow(area / (Math.PI * lambda * width), 2 / 3)
    pieces.push({ lengthUm: width * lambda * Math.sqrt(diameterUm), diameterUm })
    positions.push(Math.min(end, (k + 1) * step))
  })
  return { pieces, positions }
}
