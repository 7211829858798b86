import { type Checked, checked, refused } from '../../core/checked.ts'
import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { mostCompartments, mostCompartmentsOfSection } from '../../model/check.ts'
import { modelMessages } from '../../model/diagnostics.ts'
import type { Discretisation } from '../../model/document.ts'
import type { Morphology, Sections } from '../../morphology/morphology.ts'
import type { StoredPoints } from '../../morphology/storedPoints.ts'
import type { Compartments } from '../compartments.ts'
import { lambdaUm, measureSegments, roundedPoints, sectionLengthUm } from '../geometry.ts'
import type { CableProperties } from '../lowerCell.ts'
import { compartmentAt } from '../nodes.ts'
import { compartmentsOfSection } from './registry.ts'

/** How many compartments each section gets, or why it cannot be said. */
function countCompartments(
  { count, name }: Sections,
  sectionPoints: readonly StoredPoints[],
  discretisation: Discretisation,
  cable: CableProperties,
): Checked<Int32Array> {
  const counts = new Int32Array(count)
  const found: Diagnostic[] = []
  let total = 0
  for (let section = 0; section < count; section++) {
    const points = sectionPoints[section]!
    const own = cable.nseg?.[section] ?? NaN
    const bySize = compartmentsOfSection(
      {
        lengthUm: sectionLengthUm(points),
        // No capacitance means no attenuation: any length will do.
        lambdaUm: frequencyHz =>
          cable.cmUfCm2[section]! > 0
            ? lambdaUm(points, frequencyHz, cable.raOhmCm[section]!, cable.cmUfCm2[section]!)
            : Infinity,
      },
      discretisation,
    )
    const wanted = Number.isNaN(own) ? bySize : own
    if (!(wanted <= mostCompartmentsOfSection))
      found.push(
        diagnose(modelMessages, 'model/too-many-compartments', {
          section: name[section]!,
          count: wanted,
          most: mostCompartmentsOfSection,
        }),
      )
    counts[section] = wanted
    total += wanted
  }
  if (total > mostCompartments)
    found.push(
      diagnose(modelMessages, 'model/too-many-compartments', {
        section: '',
        count: total,
        most: mostCompartments,
      }),
    )
  return checked(counts, found)
}

/** Sections so ordered that a parent comes before its children. */
function parentsFirst(sections: Sections): Int32Array {
  const depth = new Int32Array(sections.count)
  for (let section = 0; section < sections.count; section++)
    for (let at = sections.parent[section]!; at >= 0; at = sections.parent[at]!) depth[section]!++
  return Int32Array.from(depth.keys()).sort((a, b) => depth[a]! - depth[b]! || a - b)
}

/** Path length from the root’s 0 end to each compartment’s centre; a child inside its parent starts at the centre it is attached to. */
function measurePaths(sections: Sections, firstOfSection: Int32Array, lengthUm: Float64Array): Float64Array {
  const path = new Float64Array(firstOfSection[sections.count]!)
  const start = new Float64Array(sections.count)
  for (const section of parentsFirst(sections)) {
    const parent = sections.parent[section]!
    if (parent >= 0) {
      const x = sections.parentX[section]!
      const count = firstOfSection[parent + 1]! - firstOfSection[parent]!
      const snapped = x === 0 || x === 1 ? x : (compartmentAt(count, x) + 0.5) / count
      start[section] = start[parent]! + snapped * lengthUm[parent]!
    }
    const first = firstOfSection[section]!
    const count = firstOfSection[section + 1]! - first
    for (let k = 0; k < count; k++)
      path[first + k] = start[section]! + ((k + 0.5) / count) * lengthUm[section]!
  }
  return path
}

/**
 * Cuts a morphology into compartments and measures them.
 *
 * @param cable axial resistivity and capacitance of each section, on which the d_lambda rule depends
 */
export function discretise(
  morphology: Morphology,
  discretisation: Discretisation,
  cable: CableProperties,
): Checked<Compartments> {
  const { sections } = morphology
  const sectionPoints = Array.from({ length: sections.count }, (_, section) =>
    roundedPoints(morphology, section),
  )
  const counted = countCompartments(sections, sectionPoints, discretisation, cable)
  if (!counted.value) return refused(counted.diagnostics)
  const counts = counted.value
  const firstOfSection = new Int32Array(sections.count + 1)
  counts.forEach((count, section) => (firstOfSection[section + 1] = firstOfSection[section]! + count))
  const count = firstOfSection[sections.count]!
  const section = new Int32Array(count)
  const columns = {
    areaUm2: new Float64Array(count),
    diameterUm: new Float64Array(count),
    nearResistance: new Float64Array(count),
    farResistance: new Float64Array(count),
  }
  const sectionLength = new Float64Array(sections.count)
  const found: Diagnostic[] = []
  counts.forEach((nseg, at) => {
    const points = sectionPoints[at]!
    const first = firstOfSection[at]!
    const rows = (column: Float64Array) => column.subarray(first, first + nseg)
    measureSegments(points, nseg, {
      areaUm2: rows(columns.areaUm2),
      diameterUm: rows(columns.diameterUm),
      nearResistance: rows(columns.nearResistance),
      farResistance: rows(columns.farResistance),
    })
    sectionLength[at] = sectionLengthUm(points)
    section.fill(at, first, first + nseg)
    if (points.diameter.every(diameter => diameter === 0))
      found.push(
        diagnose(modelMessages, 'model/section-without-extent', {
          section: sections.name[at]!,
          what: 'no diameter',
        }),
      )
  })
  const pathDistanceUm = measurePaths(sections, firstOfSection, sectionLength)
  return checked(
    { count, section, ...columns, firstOfSection, sectionLengthUm: sectionLength, pathDistanceUm },
    found,
  )
}
