import { type Morphology, sectionType } from '../morphology.ts'
import { sectionAreas } from '../measure/area.ts'
import { sectionLengths } from '../measure/length.ts'
import { sectionsParentsFirst } from '../measure/parentsFirst.ts'
import { storedPointsOfAll, type StoredPoints } from '../storedPoints.ts'
import type { PassiveCable } from './passiveCable.ts'

/** 1 Ω·cm along 1 µm over 1 µm², in MΩ; the 4 is that of a disc's area π d²/4. */
const resistanceFactor = (4 * 0.01) / Math.PI

/** Sections as resistances: what methods of reduction start from. Arrays in the order of sections. */
export interface SectionCables {
  readonly morphology: Morphology
  readonly points: StoredPoints
  readonly passive: PassiveCable
  readonly lengthUm: Float64Array
  readonly areaUm2: Float64Array
  /** Axial resistance from end to end, summed over the frusta [MΩ]. */
  readonly resistanceMohm: Float64Array
  /** Resistance from the section's 0 end to every sample [MΩ], shape [samples]. */
  readonly sampleMohm: Float64Array
  /** The root section of the cell, which is its soma where it has one. */
  readonly root: number
  /** 1 for the root, for other soma sections, and for all of trees that are not the root's. */
  readonly isBody: Uint8Array
  /** Sections from the soma, 1 for those that leave it; 0 for the body itself. */
  readonly order: Int32Array
  /** Resistance from the soma to the section's far end, parents counted whole [MΩ]. */
  readonly pathMohm: Float64Array
  /** The same to where the section is attached, and in truth: a parent counts up to there [MΩ]. */
  readonly startMohm: Float64Array
}

/** Resistance of a frustum [MΩ]: ∫ 4 Ra ds/(π d²) with d linear in s. */
function frustumMohm(lengthUm: number, near: number, far: number, raOhmCm: number): number {
  return lengthUm > 0 ? (resistanceFactor * raOhmCm * lengthUm) / (near * far) : 0
}

/** The cylinder of this length that has this axial resistance: its diameter [µm]. */
export function diameterOfResistance(lengthUm: number, mohm: number, raOhmCm: number): number {
  return Math.sqrt((resistanceFactor * raOhmCm * lengthUm) / mohm)
}

/** Axial resistance of a cylinder [MΩ]. */
export function cylinderMohm(lengthUm: number, diameterUm: number, raOhmCm: number): number {
  return frustumMohm(lengthUm, diameterUm, diameterUm, raOhmCm)
}

/** Measures a cell for its reduction. All diameters must be above 0 (`checkReducible`). */
export function sectionCables(morphology: Morphology, passive: PassiveCable): SectionCables {
  const { count, parent, parentX, type, firstSample } = morphology.sections
  const points = storedPointsOfAll(morphology)
  const { arcUm, diameter } = points
  const lengthUm = sectionLengths(morphology, points)
  const sampleMohm = new Float64Array(points.count)
  const resistanceMohm = new Float64Array(count)
  for (let section = 0; section < count; section++) {
    const ra = passive.raOhmCm[section]!
    for (let i = firstSample[section]! + 1; i < firstSample[section + 1]!; i++)
      sampleMohm[i] =
        sampleMohm[i - 1]! + frustumMohm(arcUm[i]! - arcUm[i - 1]!, diameter[i - 1]!, diameter[i]!, ra)
    resistanceMohm[section] = sampleMohm[firstSample[section + 1]! - 1]!
  }
  const root = mainRoot(morphology)
  const isBody = new Uint8Array(count)
  const order = new Int32Array(count)
  const pathMohm = new Float64Array(count)
  const startMohm = new Float64Array(count)
  const inTree = new Uint8Array(count)
  const cables = { morphology, points, passive, lengthUm, resistanceMohm, sampleMohm, root, isBody }
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    inTree[section] = up < 0 ? Number(section === root) : inTree[up]!
    if (section === root || inTree[section] === 0 || type[section] === sectionType.soma) {
      isBody[section] = 1
      continue
    }
    order[section] = order[up]! + 1
    pathMohm[section] = pathMohm[up]! + resistanceMohm[section]!
    startMohm[section] = isBody[up] ? 0 : startMohm[up]! + mohmUpTo(cables, up, parentX[section]!)
  }
  return { ...cables, areaUm2: sectionAreas(morphology, points), order, pathMohm, startMohm }
}

/** The first soma that is a root; else the first root. */
function mainRoot({ sections: { count, parent, type } }: Morphology): number {
  let first = -1
  for (let section = 0; section < count; section++) {
    if (parent[section]! >= 0) continue
    if (type[section] === sectionType.soma) return section
    if (first < 0) first = section
  }
  return first
}

/** Axial resistance from a section's 0 end to x [MΩ]. */
export function mohmUpTo(
  cables: Pick<SectionCables, 'morphology' | 'points' | 'passive' | 'sampleMohm' | 'lengthUm'>,
  section: number,
  x: number,
): number {
  const { firstSample } = cables.morphology.sections
  const { arcUm, diameter } = cables.points
  const last = firstSample[section + 1]! - 1
  const arc = x * cables.lengthUm[section]!
  let i = firstSample[section]! + 1
  while (i < last && arcUm[i]! < arc) i++
  const length = arcUm[i]! - arcUm[i - 1]!
  if (!(length > 0)) return cables.sampleMohm[i]!
  const share = Math.min(1, (arc - arcUm[i - 1]!) / length)
  const there = diameter[i - 1]! + share * (diameter[i]! - diameter[i - 1]!)
  return (
    cables.sampleMohm[i - 1]! +
    frustumMohm(share * length, diameter[i - 1]!, there, cables.passive.raOhmCm[section]!)
  )
}

/** d^{3/2} of the cylinder with the section's length and axial resistance [µm^{3/2}]. */
export function threeHalvesPower(cables: SectionCables, section: number): number {
  const { lengthUm, resistanceMohm, passive } = cables
  const d = diameterOfResistance(lengthUm[section]!, resistanceMohm[section]!, passive.raOhmCm[section]!)
  return d * Math.sqrt(d)
}
