import type { ImportReport } from '../../importReport.ts'
import { NearestPoint } from '../../traced/nearestPoint.ts'
import { isSameInXy, type Nlv1Division } from './divideNlv1.ts'
import type { Nlv1Lines } from './scanNlv1.ts'

/** What a section hangs on. */
export interface Nlv1Parent {
  readonly section: number
  /** Line whose place is put before the section's own points; undefined where the first own point is there already. */
  readonly copied: number | undefined
}

/** Minor codes of objects that may start anywhere. */
const starts: ReadonlySet<number> = new Set([1, 21, 61])
const outlineStart = 41

/** Where branch points lie, and which is nearest. */
export interface BranchPlaces {
  /** Position among the branch points of the first one at each place, and at each place in xy. */
  readonly at: ReadonlyMap<string, number>
  readonly atXy: ReadonlyMap<string, number>
  readonly nearest: NearestPoint
  /** Lines of the branch points. */
  readonly lines: Int32Array
}

/** Collects the branch points for the search. */
export function indexBranchPoints(lines: Nlv1Lines, division: Nlv1Division): BranchPlaces {
  const rows = Int32Array.from(division.branchPoints, point => division.lineOf[point]!)
  const at = new Map<string, number>()
  const atXy = new Map<string, number>()
  rows.forEach((row, position) => {
    const keys = placeKeys(lines, row)
    if (!at.has(keys.xyz)) at.set(keys.xyz, position)
    if (!atXy.has(keys.xy)) atXy.set(keys.xy, position)
  })
  return { at, atXy, nearest: new NearestPoint(lines.points, rows), lines: rows }
}

/**
 * Finds what each section hangs on (rule T3): the branch point at its first point; else, unless it starts an object,
 * the nearest branch point if that is there in xy, the end of the section before, any branch point there in xy.
 *
 * @returns undefined at the sections that are roots
 */
export function findParents(
  lines: Nlv1Lines,
  division: Nlv1Division,
  places: BranchPlaces,
  report: ImportReport,
): (Nlv1Parent | undefined)[] {
  const { firstPoint, lineOf, sectionOf, branchPoints, leavesBranchPoint } = division
  const sectionOfBranch = (position: number) => sectionOf[branchPoints[position]!]!
  const count = firstPoint.length - 1
  /** Branch points above the section's first point. */
  let earlier = 0
  return Array.from({ length: count }, (_, section) => {
    const first = firstPoint[section]!
    const line = lineOf[first]!
    while (earlier < branchPoints.length && branchPoints[earlier]! < first) earlier++
    const minor = lines.minor[line]!
    if (minor === outlineStart) return undefined
    const place = { line: lines.points.line[line]! }
    if (leavesBranchPoint[section]) {
      report.say('nlv1/line-off-branch-point', {}, place)
      return { section: sectionOf[first - 1]!, copied: line - 1 }
    }
    const keys = placeKeys(lines, line)
    const here = places.at.get(keys.xyz) ?? earlier
    if (here < earlier) return { section: sectionOfBranch(here), copied: undefined }
    if (starts.has(minor)) return undefined
    const { x, y, z } = lines.points
    const near = places.nearest.find(
      Math.fround(x[line]!),
      Math.fround(y[line]!),
      Math.fround(z[line]!),
      earlier,
    )
    const nearLine = places.lines[near.position] ?? -1
    if (nearLine >= 0 && isSameInXy(lines, line, nearLine)) {
      const jumpUm = Math.round(near.distanceUm * 100) / 100
      report.say('nlv1/joined-in-xy', { jumpUm, branchLine: lines.points.line[nearLine]! }, place)
      return { section: sectionOfBranch(near.position), copied: nearLine }
    }
    if (first > 0 && placeKeys(lines, lineOf[first - 1]!).xyz === keys.xyz) {
      report.say('nlv1/joined-to-line-before', {}, place)
      return { section: sectionOf[first - 1]!, copied: undefined }
    }
    const below = places.atXy.get(keys.xy) ?? earlier
    if (below < earlier) {
      const branchLine = places.lines[below]!
      const jumpUm = Math.round(Math.abs(z[line]! - z[branchLine]!) * 100) / 100
      report.say('nlv1/joined-in-xy', { jumpUm, branchLine: lines.points.line[branchLine]! }, place)
      return { section: sectionOfBranch(below), copied: branchLine }
    }
    report.say('nlv1/no-parent', {}, place)
    return undefined
  })
}

/** The place of a line, in space and in the plane, for looking it up. */
export function placeKeys({ points }: Nlv1Lines, row: number): { xyz: string; xy: string } {
  const xy = `${Math.fround(points.x[row]!)},${Math.fround(points.y[row]!)}`
  return { xyz: `${xy},${Math.fround(points.z[row]!)}`, xy }
}
