import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { CellShape } from './cellShape.ts'

/** Where each sample lies along its section. */
export interface SectionArcs {
  /** Length from the section's first sample [µm], shape [samples.count]. */
  readonly alongUm: Float64Array
  /** Length of each section [µm], shape [sections.count]. */
  readonly lengthUm: Float64Array
}

/** A point of the cell [µm]. */
export interface Point3 {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** A place within a section: between two samples, with the position on the way from the first to the second. */
export interface SamplePlace {
  readonly before: number
  readonly after: number
  /** 0 at `before`, 1 at `after`. */
  readonly fraction: number
}

/** Adds up the distances between neighbouring samples of each section. */
export function measureArcs({ samples, sections }: CellShape): SectionArcs {
  const alongUm = new Float64Array(samples.count)
  const lengthUm = new Float64Array(sections.count)
  const { x, y, z } = samples
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section] as number
    const end = sections.firstSample[section + 1] as number
    let length = 0
    for (let sample = first + 1; sample < end; sample++) {
      // hot: every index lies within the samples of one section
      length += Math.hypot(
        x[sample]! - x[sample - 1]!,
        y[sample]! - y[sample - 1]!,
        z[sample]! - z[sample - 1]!,
      )
      alongUm[sample] = length
    }
    lengthUm[section] = length
  }
  return { alongUm, lengthUm }
}

/** The samples around x (0…1) of a section, found by bisection. Undefined for a section without samples. */
export function placeAt(
  { sections }: Morphology,
  arcs: SectionArcs,
  section: number,
  x: number,
): SamplePlace | undefined {
  const first = sections.firstSample[section]
  const end = sections.firstSample[section + 1]
  if (first === undefined || end === undefined || end <= first) return undefined
  const wanted = Math.min(1, Math.max(0, x)) * (arcs.lengthUm[section] ?? 0)
  let low = first
  let high = end - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((arcs.alongUm[middle] as number) <= wanted) low = middle
    else high = middle
  }
  const from = arcs.alongUm[low] as number
  const step = (arcs.alongUm[high] as number) - from
  return { before: low, after: high, fraction: step > 0 ? Math.min(1, (wanted - from) / step) : 0 }
}

/** The point at x (0…1) of a section, on its axis. */
export function pointAt(
  morphology: Morphology,
  arcs: SectionArcs,
  section: number,
  x: number,
): Point3 | undefined {
  const place = placeAt(morphology, arcs, section, x)
  if (!place) return undefined
  const { samples } = morphology
  const along = (column: Float64Array): number => {
    const from = column[place.before] as number
    return from + place.fraction * ((column[place.after] as number) - from)
  }
  return { x: along(samples.x), y: along(samples.y), z: along(samples.z) }
}

/** The diameter at x (0…1) of a section [µm]. */
export function diameterAt(
  morphology: Morphology,
  arcs: SectionArcs,
  section: number,
  x: number,
): number | undefined {
  const place = placeAt(morphology, arcs, section, x)
  if (!place) return undefined
  const { diameter } = morphology.samples
  const from = Math.abs(diameter[place.before] as number)
  return from + place.fraction * (Math.abs(diameter[place.after] as number) - from)
}
