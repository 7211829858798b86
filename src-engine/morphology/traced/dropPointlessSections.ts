import type { ImportReport } from '../importReport.ts'
import { isReadInSinglePrecision } from '../storedNumber.ts'
import type { TracedCell, TracedSection } from './tracedCell.ts'

/** Coordinates that differ by no more are the same place [µm]; hoc compares numbers so. */
const sameWithinUm = 1e-11

/**
 * Leaves out sections that are no cable: with a parent, and a single point or two points at one place. What hangs on
 * them moves to where they were attached, with its own points, so a drawing gap may stay (rule A1).
 *
 * @param traced parents stand before their children
 * @returns the sections kept, in file order; `parent` and `parentX` of the children are set anew
 */
export function dropPointlessSections(traced: TracedCell, report: ImportReport): TracedSection[] {
  const kept: TracedSection[] = []
  const dropped = new Set<TracedSection>()
  for (const section of traced.sections) {
    if (section.parent && dropped.has(section.parent)) {
      section.parentX = section.parent.parentX
      section.parent = section.parent.parent
    }
    if (!section.parent || section.outlines || !isPointless(traced, section)) {
      kept.push(section)
      continue
    }
    dropped.add(section)
    const line = traced.points.line[section.points.start] ?? 1
    const count = section.points.end - section.points.start
    report.say('morphology/pointless-section', { count }, { line })
  }
  return kept
}

function isPointless(traced: TracedCell, section: TracedSection): boolean {
  const { start, end } = section.points
  if (end - start <= 1) return true
  if (end - start > 2) return false
  const { x, y, z } = traced.points
  const narrow = isReadInSinglePrecision(traced.format)
  return isSame(x, start, narrow) && isSame(y, start, narrow) && isSame(z, start, narrow)
}

function isSame(axis: Float64Array, row: number, narrow: boolean): boolean {
  const difference = narrow
    ? Math.fround(axis[row]!) - Math.fround(axis[row + 1]!)
    : axis[row]! - axis[row + 1]!
  return Math.abs(difference) <= sameWithinUm
}
