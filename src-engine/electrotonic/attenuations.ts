import { accepted, type Checked, refused } from '../core/checked.ts'
import { type Complex, magnitude } from '../impedance/complex.ts'
import { log } from '../math/elementary.ts'
import type { Discretisation } from '../model/document.ts'
import { sectionType, type Morphology } from '../morphology/morphology.ts'
import { sectionsParentsFirst } from '../morphology/measure/parentsFirst.ts'
import type { SectionPlace } from '../morphology/reduction/locationMapping.ts'
import { uniformCable, type UniformCable } from '../morphology/reduction/passiveCable.ts'
import { impedanceAt } from '../reduction/cellImpedance.ts'
import { passiveCell } from '../reduction/passiveCell.ts'
import { firstRoot } from './lengthConstants.ts'

/** Attenuations between the soma and the ends of every section at one frequency; NaN where no way leads there. */
export interface Attenuations {
  /** Where the soma is taken to be. */
  readonly site: SectionPlace
  /** |Z| there [MΩ]. */
  readonly inputMohm: number
  /** ln |V(soma)/V(x)| for current into the soma, at the 0 and the 1 end of each section. */
  readonly outwardAtStart: Float64Array
  readonly outwardAtEnd: Float64Array
  /** ln |V(x)/V(soma)| for current into x. */
  readonly inwardAtStart: Float64Array
  readonly inwardAtEnd: Float64Array
  /** |Z| at the 1 end of each section [MΩ]. */
  readonly endInputMohm: Float64Array
}

/** The cable is cut by this rule where nothing else is asked (SPEC EL5). */
export function usualDiscretisation(hz: number): Discretisation {
  return { kind: 'd-lambda', fraction: 0.05, frequencyHz: Math.max(100, hz) }
}

/** Where the soma is: its middle, or without one the 0 end of the first root. */
export function somaSite(morphology: Morphology): SectionPlace {
  const soma = morphology.sections.type.indexOf(sectionType.soma)
  return soma >= 0 ? { section: soma, x: 0.5 } : { section: firstRoot(morphology), x: 0 }
}

/** Solves a passive cell for one frequency and compares all ends of sections with the soma. */
export function attenuations(
  morphology: Morphology,
  cable: UniformCable,
  hz: number,
  discretisation: Discretisation = usualDiscretisation(hz),
): Checked<Attenuations> {
  const { count } = morphology.sections
  const site = somaSite(morphology)
  const kept = Array.from({ length: 2 * count }, (_, k) => ({
    section: k >> 1,
    end: (k & 1) as 0 | 1,
  }))
  const { value: cell, diagnostics } = passiveCell(morphology, uniformCable(count, cable), {
    discretisation,
    kept,
    root: site.section,
  })
  if (!cell) return refused(diagnostics)
  const solved = impedanceAt(cell, site, hz)
  const none: Complex = { re: NaN, im: NaN }
  const input = (place: SectionPlace) => magnitude(solved.input[cell.positionOf(place)] ?? none)
  const transfer = (place: SectionPlace) => magnitude(solved.transfer[cell.positionOf(place)] ?? none)
  const inputMohm = input(site)
  const column = () => new Float64Array(count).fill(NaN)
  const found = {
    site,
    inputMohm,
    outwardAtStart: column(),
    outwardAtEnd: column(),
    inwardAtStart: column(),
    inwardAtEnd: column(),
    endInputMohm: column(),
  }
  const isReached = sectionsWith(morphology, site.section)
  for (let section = 0; section < count; section++) {
    if (!isReached[section]) continue
    const [start, end] = [
      { section, x: 0 },
      { section, x: 1 },
    ]
    found.outwardAtStart[section] = log(inputMohm / transfer(start))
    found.outwardAtEnd[section] = log(inputMohm / transfer(end))
    found.inwardAtStart[section] = log(input(start) / transfer(start))
    found.inwardAtEnd[section] = log(input(end) / transfer(end))
    found.endInputMohm[section] = input(end)
  }
  return accepted(found, diagnostics)
}

/** Which sections hang together with one. */
function sectionsWith(morphology: Morphology, site: number): Uint8Array {
  const { count, parent } = morphology.sections
  const root = new Int32Array(count)
  for (const section of sectionsParentsFirst(morphology))
    root[section] = parent[section]! < 0 ? section : root[parent[section]!]!
  return Uint8Array.from(root, of => (of === root[site] ? 1 : 0))
}
