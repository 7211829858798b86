import { cos, sin } from '../../../math/elementary.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { Morphology } from '../../morphology.ts'
import { contourStackPoints } from '../../traced/contourStack.ts'
import type { WrittenSamples } from '../numberText.ts'

/** Corners of the polygon that stands for a circle. */
const corners = 24

/**
 * The outlines that a soma section is written as: those that it was read from, where they are known; otherwise a circle
 * for each of its samples, so large and so placed that the reader's rule for stacks (SPEC.md, C5) gives the sample back.
 */
export function somaOutlines(
  { sections, annotations }: Morphology,
  section: number,
  { x, y, z, diameter }: WrittenSamples,
): readonly PointColumns[] {
  const known = (annotations?.outlines ?? []).filter(outline => outline.section === section)
  if (known.length > 0) return known.map(outline => columnsOf(outline))
  const { disc, centre } = unitCircle()
  const circles: PointColumns[] = []
  for (let sample = sections.firstSample[section]!; sample < sections.firstSample[section + 1]!; sample++) {
    const scale = Math.abs(diameter[sample]!) / disc
    const circle = new PointColumns(corners)
    for (let corner = 0; corner < corners; corner++) {
      const angle = (2 * Math.PI * corner) / corners
      const left = x[sample]! + scale * (cos(angle) - centre.x)
      circle.add(left, y[sample]! + scale * (sin(angle) - centre.y), z[sample]!, 0, 0)
    }
    circles.push(circle)
  }
  return circles
}

/**
 * Whether a section can be written as outlines: they are known, or the circles of successive samples overlap, without
 * which the reader would take each for a soma of its own.
 */
export function hasOutlines(
  { sections, annotations }: Morphology,
  section: number,
  { x, y, diameter }: WrittenSamples,
): boolean {
  if (annotations?.outlines.some(outline => outline.section === section)) return true
  const { disc } = unitCircle()
  for (let i = sections.firstSample[section]! + 1; i < sections.firstSample[section + 1]!; i++) {
    // A little less than the two radii, so that no rounding parts them.
    const reach = (0.999 * (Math.abs(diameter[i]!) + Math.abs(diameter[i - 1]!))) / disc
    if (Math.abs(x[i]! - x[i - 1]!) > reach || Math.abs(y[i]! - y[i - 1]!) > reach) return false
  }
  return true
}

function columnsOf({ x, y, z, diameter }: WrittenSamples): PointColumns {
  const points = new PointColumns(x.length)
  for (let i = 0; i < x.length; i++) points.add(x[i]!, y[i]!, z[i]!, diameter[i]!, 0)
  return points
}

/** What the reader makes of a polygon of radius 1: the diameter of its disc and where its centre lies. */
function unitCircle(): { disc: number; centre: { x: number; y: number } } {
  const circle = new PointColumns(corners)
  for (let corner = 0; corner < corners; corner++) {
    const angle = (2 * Math.PI * corner) / corners
    circle.add(cos(angle), sin(angle), 0, 0, 0)
  }
  const [disc] = contourStackPoints([circle])
  return { disc: disc!.diameter, centre: disc! }
}
