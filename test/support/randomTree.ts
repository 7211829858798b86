import fc from 'fast-check'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'

/** A random tree on a grid of quarters, so that sums of coordinates are exact; some points lie on each other,
 * some diameters are 0 or negative. */
export const randomTree = fc
  .array(
    fc.record({
      up: fc.nat(),
      type: fc.integer({ min: 1, max: 4 }),
      by: fc.tuple(
        fc.integer({ min: -3, max: 8 }),
        fc.integer({ min: -8, max: 8 }),
        fc.integer({ min: 0, max: 1 }),
      ),
      radius: fc.integer({ min: -1, max: 8 }),
      isRoot: fc.boolean(),
    }),
    { minLength: 2, maxLength: 30 },
  )
  .map(points => {
    const at: number[][] = []
    const lines = points.map(({ up, type, by, radius, isRoot }, i) => {
      const parent = i === 0 || (isRoot && up % 7 === 0) ? -1 : i - 1 - (up % 3 === 0 ? up % i : 0)
      const from = at[parent] ?? [0, 0, 0]
      const place = from.map((value, axis) => value + by[axis]! / 4)
      at.push(place)
      return `${i + 1} ${type} ${place.join(' ')} ${radius / 4} ${parent < 0 ? -1 : parent + 1}`
    })
    return readMorphology('tree.swc', new TextEncoder().encode(lines.join('\n'))).value
  })
  .filter(cell => cell !== undefined)
