import type { PlannedCable, ReductionPlan } from './plan.ts'
import type { SectionCables } from './sectionCables.ts'

type Point = readonly [x: number, y: number, z: number]

/** A cylinder in space [µm]. */
export interface PlacedPiece {
  readonly from: Point
  readonly to: Point
  readonly diameterUm: number
}

/**
 * Lays each cable out as a straight line from where it is attached, towards the middle of the membrane that it stands for,
 * so that what was above stays above. Electrically nothing depends on it.
 */
export function drawCables(cables: SectionCables, plan: ReductionPlan): readonly (readonly PlacedPiece[])[] {
  const drawn: PlacedPiece[][] = []
  for (const cable of plan.cables) {
    const start =
      'cable' in cable.parent
        ? (drawn[cable.parent.cable]?.at(-1)?.to ?? ([0, 0, 0] as const))
        : pointAt(cables, cable.parent.section, cable.parent.x)
    const direction = directionOf(cables, cable)
    let from = start
    drawn.push(
      cable.pieces.map(({ lengthUm, diameterUm }) => {
        const to: Point = [
          from[0] + lengthUm * direction[0],
          from[1] + lengthUm * direction[1],
          from[2] + lengthUm * direction[2],
        ]
        const piece = { from, to, diameterUm }
        from = to
        return piece
      }),
    )
  }
  return drawn
}

/** The unit vector from the start of the cell's root to the centre of the cable's original samples. */
function directionOf({ morphology, points, root }: SectionCables, { origins }: PlannedCable): Point {
  const { firstSample } = morphology.sections
  const at = firstSample[root]!
  let [x, y, z] = [0, 0, 0]
  for (const section of origins) {
    for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++) {
      x += points.x[i]! - points.x[at]!
      y += points.y[i]! - points.y[at]!
      z += points.z[i]! - points.z[at]!
    }
  }
  const size = Math.sqrt(x * x + y * y + z * z)
  return size > 0 ? [x / size, y / size, z / size] : [1, 0, 0]
}

/** A place of a section in space. */
export function pointAt({ morphology, points, lengthUm }: SectionCables, section: number, x: number): Point {
  const { firstSample } = morphology.sections
  const arc = x * lengthUm[section]!
  const last = firstSample[section + 1]! - 1
  let i = firstSample[section]! + 1
  while (i < last && points.arcUm[i]! < arc) i++
  const length = points.arcUm[i]! - points.arcUm[i - 1]!
  const share = length > 0 ? (arc - points.arcUm[i - 1]!) / length : 0
  const between = (column: Float64Array) => column[i - 1]! + share * (column[i]! - column[i - 1]!)
  return [between(points.x), between(points.y), between(points.z)]
}
