import type { ImportReport } from '../importReport.ts'
import { narrowedRows } from './narrowedRows.ts'
import type { TracedCell, TracedSection } from './tracedCell.ts'

/** Coordinates that differ by no more are the same place [µm]; hoc compares numbers so. */
const sameWithinUm = 1e-11

/**
 * Leaves out sections that are no cable: with a parent, and a single point or two points at one place. Their children
 * move to where the section was attached, with their own points, so a drawing gap may stay. From last to first, as
 * Import3d does.
 *
 * @returns the sections kept, in file order; `parent` and `parentX` of the children are set anew
 */
export function dropPointlessSections(traced: TracedCell, report: ImportReport): TracedSection[] {
  const children = childrenOf(traced.sections)
  const kept: TracedSection[] = []
  for (let i = traced.sections.length - 1; i >= 0; i--) {
    const section = traced.sections[i]
    if (!section) continue
    if (!section.parent || section.outlines || !isPointless(traced, section)) {
      kept.push(section)
      continue
    }
    const line = traced.points.line[section.points.start] ?? 1
    const count = section.points.end - section.points.start
    report.say('morphology/pointless-section', { count }, { line })
    for (const child of children.get(section) ?? []) {
      child.parent = section.parent
      child.parentX = section.parentX
      const siblings = children.get(section.parent)
      if (siblings) siblings.push(child)
      else children.set(section.parent, [child])
    }
  }
  return kept.reverse()
}

function childrenOf(sections: readonly TracedSection[]): Map<TracedSection, TracedSection[]> {
  const children = new Map<TracedSection, TracedSection[]>()
  for (const section of sections) {
    if (!section.parent) continue
    const list = children.get(section.parent)
    if (list) list.push(section)
    else children.set(section.parent, [section])
  }
  return children
}

function isPointless(traced: TracedCell, section: TracedSection): boolean {
  const { start, end } = section.points
  if (end - start <= 1) return true
  if (end - start > 2) return false
  const { x, y, z } = narrowedRows(traced, section.points)
  return [x, y, z].every(axis => Math.abs((axis[0] ?? 0) - (axis[1] ?? 0)) <= sameWithinUm)
}
