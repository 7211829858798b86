import type { Morphology } from './morphology.ts'
import { isKeptAsItStands, isReadInSinglePrecision, isStoredDirectly, storedNumber } from './storedNumber.ts'

/**
 * The samples of a run of cable as NEURON keeps them: rounded (see `storedNumber`), with arc length. All lengths, areas
 * and resistances are computed from these, so that they are the same wherever they appear.
 */
export interface StoredPoints {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  /** Diameter [µm], never negative. */
  readonly diameter: Float64Array
  /** Path length from the section's first point [µm]; starts again at 0 with every section. */
  readonly arcUm: Float64Array
}

/** The stored points of one section. */
export function storedPointsOfSection(morphology: Morphology, section: number): StoredPoints {
  const { firstSample } = morphology.sections
  return storePoints(morphology, firstSample[section] ?? 0, firstSample[section + 1] ?? 0)
}

/** The stored points of all sections; row i belongs to sample i. */
export function storedPointsOfAll(morphology: Morphology): StoredPoints {
  const { sections, samples } = morphology
  const all = storePoints(morphology, 0, samples.count)
  const round = isKeptAsItStands(morphology.format) ? asItStands : Math.fround
  for (let section = 0; section < sections.count; section++) {
    layArc(all, sections.firstSample[section]!, sections.firstSample[section + 1]!, round)
  }
  return all
}

function storePoints(morphology: Morphology, start: number, end: number): StoredPoints {
  const { samples } = morphology
  const count = end - start
  const points = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
    diameter: new Float64Array(count),
    arcUm: new Float64Array(count),
  }
  const exact = isKeptAsItStands(morphology.format)
  const fixed = exact ? asItStands : isStoredDirectly(morphology.format) ? Math.fround : undefined
  const narrow = isReadInSinglePrecision(morphology.format)
  for (let i = 0; i < count; i++) {
    const row = start + i
    // Points that no line of the file gives were computed from narrowed ones already.
    const store = fixed ?? (narrow && samples.line[row] !== 0 ? storedNarrowed : storedNumber)
    points.x[i] = store(samples.x[row]!)
    points.y[i] = store(samples.y[row]!)
    points.z[i] = store(samples.z[row]!)
    points.diameter[i] = Math.abs(store(samples.diameter[row]!))
  }
  layArc(points, 0, count, exact ? asItStands : Math.fround)
  return points
}

function storedNarrowed(value: number): number {
  return storedNumber(Math.fround(value))
}

function asItStands(value: number): number {
  return value
}

/** Differences of coordinates are rounded (to 32 bits, as in NEURON), their length and sum taken in 64. */
function layArc(points: StoredPoints, start: number, end: number, round: (value: number) => number): void {
  const { x, y, z, arcUm } = points
  if (start < end) arcUm[start] = 0
  for (let i = start + 1; i < end; i++) {
    const dx = round(x[i]! - x[i - 1]!)
    const dy = round(y[i]! - y[i - 1]!)
    const dz = round(z[i]! - z[i - 1]!)
    arcUm[i] = arcUm[i - 1]! + Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
}
