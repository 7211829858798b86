import { cos, sin } from '../../math/elementary.ts'
import type { ListedSection, Point } from './listedSection.ts'

/** Roots that are given by lengths alone lie so far apart [µm]. */
const rootsApartUm = 500

/** Where a section lies, in the plane. */
interface Drawn {
  readonly points: readonly Point[]
  /** Direction in which it ends [rad]. */
  readonly angle: number
}

/**
 * Gives every section points: those that it has, or a straight line of its length from where it is attached. Several at
 * one place spread out like a fan, which changes nothing but the picture.
 */
export function drawSections(sections: readonly ListedSection[]): readonly (readonly Point[])[] {
  const drawn: (Drawn | undefined)[] = sections.map(() => undefined)
  /** How many sections start at one place, and which of them each is. */
  const siblings = new Map<string, number>()
  const order = sections.map(({ parent, parentX }) => {
    const key = `${parent}/${parentX}`
    const place = siblings.get(key) ?? 0
    siblings.set(key, place + 1)
    return place
  })
  const draw = (index: number): Drawn => {
    const { parent, parentX, shape } = sections[index]!
    const count = siblings.get(`${parent}/${parentX}`)!
    const place = order[index]!
    const above = parent < 0 ? undefined : drawn[parent]!
    const fan = ((place - (count - 1) / 2) * Math.PI) / count
    const angle = above ? above.angle + fan + (parentX === 0 ? Math.PI : 0) : 0
    if (!('lengthUm' in shape)) return { points: shape, angle }
    const start = above ? along(above.points, parentX) : ([0, place * rootsApartUm, 0] as const)
    return { points: line(start, angle, shape), angle }
  }
  for (const index of sections.keys()) {
    // Parents first, without recursion: a chain may be long.
    const path: number[] = []
    for (let at = index; at >= 0 && !drawn[at]; at = sections[at]!.parent) path.push(at)
    for (const at of path.reverse()) drawn[at] = draw(at)
  }
  return drawn.map(one => one!.points)
}

function line(
  [x, y, z]: readonly [number, number, number],
  angle: number,
  { lengthUm, diameterUm }: { readonly lengthUm: number; readonly diameterUm: number },
): readonly Point[] {
  return [
    [x, y, z, diameterUm],
    [x + lengthUm * cos(angle), y + lengthUm * sin(angle), z, diameterUm],
  ]
}

const distance = (a: Point, b: Point) => {
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

/** The place at a part of the way along points. */
function along(points: readonly Point[], part: number): readonly [number, number, number] {
  const lengths = points.slice(1).map((point, index) => distance(points[index]!, point))
  let left = part * lengths.reduce((sum, length) => sum + length, 0)
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index]!, points[index + 1]!]
    if (left <= length || index === lengths.length - 1) {
      const share = length > 0 ? left / length : 0
      return [0, 1, 2].map(axis => from[axis]! + share * (to[axis]! - from[axis]!)) as [
        number,
        number,
        number,
      ]
    }
    left -= length
  }
  throw new RangeError('a section needs two points')
}
