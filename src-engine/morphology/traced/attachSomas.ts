import type { ImportReport } from '../importReport.ts'
import { sectionType } from '../morphology.ts'
import { PointColumns } from '../pointColumns.ts'
import { distanceBetween, outlinesCentre } from './contourStack.ts'
import type { Place3d, PointRange, TracedCell, TracedSection } from './tracedCell.ts'
import type { SomaOutline, TracedTrees } from './tracedTrees.ts'
import { boundsInXy, overlapInXy, type BoundsXy } from '../boundsXy.ts'
import { remarkStack } from './remarkStack.ts'

/** A single outline reaches so far beyond its points [µm]. */
const somaMarginUm = 0.5

/** With more pairs of a soma and a tree than this, the file is no cell, and comparing them would take too long. */
const mostComparisons = 25e6

/** A soma with the box in which trees start on it. */
interface Soma {
  readonly section: TracedSection
  readonly bounds: BoundsXy
  readonly centre: Place3d
}

/**
 * Makes soma sections out of the outlines, puts them first, and wires every tree to a soma: the first in whose box it
 * starts, else the nearest (rules N10 to N14).
 */
export function attachSomas(contents: TracedTrees, cell: TracedCell, report: ImportReport): void {
  const roots = contents.branches.filter(branch => !branch.parent)
  if (contents.somas.length === 0) {
    if (roots.length > 0) report.say('morphology/no-soma', { trees: roots.length })
    return
  }
  const somas = stackOutlines(contents.somas, cell).map(stack => {
    remarkStack(stack, cell, report)
    return createSoma(stack, cell)
  })
  const branches = cell.sections.splice(0)
  for (const { section } of somas) cell.sections.push(section)
  for (const branch of branches) cell.sections.push(branch)
  if (somas.length * roots.length > mostComparisons) {
    report.say('morphology/too-many-somas', { somas: somas.length, trees: roots.length })
    return
  }
  for (const root of roots) {
    const first = root.points.start
    const x = cell.points.x[first] ?? 0
    const y = cell.points.y[first] ?? 0
    const around = somas.find(
      ({ bounds }) => x >= bounds.left && x <= bounds.right && y >= bounds.low && y <= bounds.high,
    )
    const soma = around ?? nearestSoma(somas, { x, y, z: cell.points.z[first] ?? 0 })
    root.parent = soma.section
    root.parentX = 0.5
    root.wire = soma.centre
    if (around) continue
    const distance = distanceBetween(soma.centre, { x, y, z: cell.points.z[first] ?? 0 })
    const line = cell.points.line[first] ?? 1
    report.say('morphology/outside-soma', { distanceUm: Math.round(distance * 10) / 10 }, { line })
  }
}

/** Outlines of one stack name belong to one soma; of those without, consecutive ones whose boxes overlap. */
function stackOutlines(outlines: readonly SomaOutline[], cell: TracedCell): SomaOutline[][] {
  const stacks: SomaOutline[][] = []
  const named = new Map<string, SomaOutline[]>()
  let before: BoundsXy | undefined
  for (const outline of outlines) {
    const known = outline.stack === undefined ? undefined : named.get(outline.stack)
    if (known) {
      known.push(outline)
      continue
    }
    const bounds = boundsInXy(cell.points, outline.points)
    const stack = stacks.at(-1)
    if (outline.stack !== undefined) {
      const first = [outline]
      stacks.push(first)
      named.set(outline.stack, first)
      before = undefined
    } else {
      if (stack && before && overlapInXy(before, bounds)) stack.push(outline)
      else stacks.push([outline])
      before = bounds
    }
  }
  return stacks
}

function createSoma(stack: readonly SomaOutline[], cell: TracedCell): Soma {
  const outlines = stack.map(outline => outline.points)
  const [first] = outlines
  const section: TracedSection = {
    type: sectionType.soma,
    parent: undefined,
    parentX: 0,
    wire: undefined,
    points: first ?? { start: 0, end: 0 },
    outlines,
  }
  const margin = outlines.length === 1 ? somaMarginUm : 0
  const bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity }
  for (const outline of outlines) {
    const box = boundsInXy(cell.points, outline)
    bounds.left = Math.min(bounds.left, box.left - margin)
    bounds.right = Math.max(bounds.right, box.right + margin)
    bounds.low = Math.min(bounds.low, box.low - margin)
    bounds.high = Math.max(bounds.high, box.high + margin)
  }
  return { section, bounds, centre: outlinesCentre(outlines.map(outline => rows(cell, outline))) }
}

function rows(cell: TracedCell, range: PointRange): PointColumns {
  const table = new PointColumns(range.end - range.start)
  table.addRange(cell.points, range.start, range.end)
  return table
}

function nearestSoma(somas: readonly Soma[], place: Place3d): Soma {
  return somas.reduce((best, soma) =>
    distanceBetween(soma.centre, place) < distanceBetween(best.centre, place) ? soma : best,
  )
}
