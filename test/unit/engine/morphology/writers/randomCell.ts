import fc from 'fast-check'
import { MorphologyBuilder } from '../../../../../src-engine/morphology/builder.ts'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'

/** How freely random cells are put together. */
interface Freedom {
  /** Numbers of a coordinate [µm]. */
  readonly coordinate: fc.Arbitrary<number>
  readonly diameter: fc.Arbitrary<number>
  /** Places of attachment on a parent. */
  readonly parentX: fc.Arbitrary<number>
  /** Whether sections may begin away from their parent, with a wire or without. */
  readonly gaps: boolean
}

/** Any finite number that a file might hold. */
export const anyCoordinate = fc.oneof(
  fc.integer({ min: -500, max: 500 }),
  fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  fc.integer({ min: -50000, max: 50000 }).map(n => n / 100),
)

/** Any width of cable. */
export const anyDiameter = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 30, noNaN: true }))

/** Cells of up to a dozen sections of any shape: several roots, somas anywhere, branches in the middle. */
export function randomCell({ coordinate, diameter, parentX, gaps }: Freedom): fc.Arbitrary<Morphology> {
  const point = fc.record({ x: coordinate, y: coordinate, z: coordinate, diameter })
  const section = fc.record({
    type: fc.constantFrom(0, 1, 2, 3, 3, 3, 4, 7),
    up: fc.nat(),
    isRoot: fc.nat(9).map(chance => chance === 0),
    parentX,
    points: fc.array(point, { minLength: 2, maxLength: 5 }),
    start: fc.constantFrom('joined', 'joined', ...(gaps ? ['gap', 'wire'] : [])),
  })
  return fc.array(section, { minLength: 1, maxLength: 12 }).map(sections => {
    const builder = new MorphologyBuilder()
    sections.forEach(({ type, up, isRoot, parentX, points, start }, index) => {
      const parent = index === 0 || isRoot ? -1 : up % index
      const above = sections[parent]?.points
      const last = above?.[parentX === 0 ? 0 : above.length - 1]
      const wire = parent >= 0 && start === 'wire' && last ? last : undefined
      builder.addSection({ type, parent, parentX: parent < 0 ? 0 : parentX, wire })
      points.forEach((own, i) => {
        const { x, y, z } = i === 0 && last && start === 'joined' ? last : own
        // As the ends of sections are shared, they are changed in place for those that hang on them.
        if (i === 0) Object.assign(own, { x, y, z })
        builder.addSample(x, y, z, own.diameter, 0)
      })
    })
    return builder.build('random', 'swc')
  })
}
