import { measureSegments, roundedPoints, sectionLengthUm } from '../../../src-engine/cable/geometry.ts'
import { summarise } from '../../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** Name, length, mean diameter, points, area, volume, parent, where on it, wire. */
export type SectionRow = readonly [
  string,
  number,
  number,
  number,
  number,
  number,
  string | null,
  number | null,
  number,
]

/** What NEURON makes of one file; without totals where it cannot read it. */
export interface ReferenceCell {
  readonly outcome: string
  readonly renumbered?: boolean
  readonly error?: string
  readonly totals?: { readonly lengthUm: number; readonly areaUm2: number; readonly volumeUm3: number }
  readonly points?: number
  readonly sectionCount?: number
  readonly sectionsByType?: Readonly<Record<string, number>>
  readonly sections?: readonly SectionRow[]
}

/**
 * The reference has nine significant digits, and its areas come from coordinate differences in double precision where
 * NEURON takes them in single: that alone is worth some 1e-8. `geometry.spec.ts` compares all digits.
 */
const tolerance = 1e-7
/** Totals of the few files of which only totals are known. */
const totalTolerance = 1e-6

/** Every difference between a cell and what NEURON makes of its file, in words; empty where there is none. */
export function differencesFromImport3d(morphology: Morphology, reference: ReferenceCell): string[] {
  const { sections } = morphology
  const totals = summarise(morphology)
  const differences: string[] = []
  const expectNear = (what: string, ours: number, theirs: number, within: number) => {
    if (!(Math.abs(ours - theirs) <= within * Math.max(1e-6, Math.abs(theirs)))) {
      differences.push(`${what} ${ours}, in NEURON ${theirs}`)
    }
  }
  const expectSame = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) differences.push(`${what} ${String(ours)}, in NEURON ${String(theirs)}`)
  }
  expectSame('points', totals.points, reference.points)
  expectSame('sections', totals.sections, reference.sectionCount)
  if (reference.totals) {
    expectNear('length', totals.totalLengthUm, reference.totals.lengthUm, totalTolerance)
    expectNear('area', totals.totalAreaUm2, reference.totals.areaUm2, totalTolerance)
    expectNear('volume', totals.totalVolumeUm3, reference.totals.volumeUm3, totalTolerance)
  }
  reference.sections?.forEach((row, section) => {
    const [name, length, diameter, points, area, , parent, parentX, wire] = row
    const stored = roundedPoints(morphology, section)
    const geometry = measureSegments(stored, 1)
    const up = sections.parent[section] ?? -1
    expectSame(`section ${section}`, sections.name[section], name)
    expectSame(`${name} points`, stored.count, points)
    expectSame(`${name} parent`, up < 0 ? null : sections.name[up], parent)
    if (parent !== null) expectSame(`${name} place on its parent`, sections.parentX[section], parentX)
    expectSame(`${name} wire`, sections.wire[section], wire)
    expectNear(`${name} length`, sectionLengthUm(stored), length, tolerance)
    // NEURON leaves the diameter of a section without length at its default, 500 µm.
    if (length > 1e-9) expectNear(`${name} diameter`, geometry.diameterUm[0] ?? NaN, diameter, tolerance)
    if (length > 1e-9) expectNear(`${name} area`, geometry.areaUm2[0] ?? NaN, area, tolerance)
  })
  return differences
}
