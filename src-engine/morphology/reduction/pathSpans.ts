import type { PlannedSpan } from './plan.ts'
import type { SectionCables } from './sectionCables.ts'

/** A measure of how far a place is from the soma. */
export interface WayMeasure {
  /** At each section's 0 end. */
  readonly atStart: Float64Array
  /** From there to every sample, shape [samples]. */
  readonly atSample: Float64Array
}

/**
 * Where places of a cluster lie on its cable: as far along as their way from the soma lies between the shortest and the
 * longest way in the cluster. A span for each piece between two samples.
 */
export function spansByWay(
  { morphology, points, lengthUm }: SectionCables,
  sections: readonly number[],
  { atStart, atSample }: WayMeasure,
  onCable: (way: number) => number,
  cable: number,
): ReadonlyMap<number, readonly PlannedSpan[]> {
  const { firstSample } = morphology.sections
  return new Map(
    sections.map(section => {
      const spans: PlannedSpan[] = []
      const first = firstSample[section]!
      const last = firstSample[section + 1]! - 1
      for (let i = first + 1; i <= last; i++) {
        const [from, to] = [points.arcUm[i - 1]!, points.arcUm[i]!]
        if (!(to > from) && last > first + 1) continue
        spans.push({
          fromX: spans.length === 0 ? 0 : from / lengthUm[section]!,
          toX: i === last ? 1 : to / lengthUm[section]!,
          cable,
          from: onCable(atStart[section]! + atSample[i - 1]!),
          to: onCable(atStart[section]! + atSample[i]!),
        })
      }
      return [section, spans] as const
    }),
  )
}

/** By axial resistance from the soma, over a cable whose positions run from 0 to 1. */
export function spansByResistance(
  cables: SectionCables,
  sections: readonly number[],
  cable: number,
): ReadonlyMap<number, readonly PlannedSpan[]> {
  const { startMohm, resistanceMohm, sampleMohm } = cables
  let [near, far] = [Infinity, 0]
  for (const section of sections) {
    near = Math.min(near, startMohm[section]!)
    far = Math.max(far, startMohm[section]! + resistanceMohm[section]!)
  }
  const onCable = (mohm: number) => Math.min(1, Math.max(0, (mohm - near) / (far - near)))
  return spansByWay(cables, sections, { atStart: startMohm, atSample: sampleMohm }, onCable, cable)
}
