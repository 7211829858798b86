import { largestCoordinateUm } from '../../limits.ts'
import { isObject, isRow, isWhole, JsonFault } from './plainJson.ts'

/** x, y, z, diameter [µm], line. */
type ListedPoint = readonly [number, number, number, number, number]

/** One section of the list, checked but for its parent. */
export interface ListedSection {
  readonly name: string
  readonly type: number
  readonly parent: string | undefined
  readonly parentX: number
  readonly wire: { readonly x: number; readonly y: number; readonly z: number } | undefined
  readonly points: readonly ListedPoint[]
}

const largestType = 65535
const largestLine = 0x7fffffff

/** @throws JsonFault where it is no section */
export function parseSection(section: unknown, index: number): ListedSection {
  if (!isObject(section)) throw new JsonFault(`section ${index} is not an object`)
  const { name, type, parent, parentX = 0, wire, points } = section
  if (typeof name !== 'string' || name === '') throw new JsonFault(`section ${index} has no name`)
  const refuse = (what: string): never => {
    throw new JsonFault(`section "${name}": ${what}`)
  }
  if (!isWhole(type, -largestType, largestType)) return refuse('its type must be a whole number')
  if (parent !== undefined && typeof parent !== 'string') return refuse('its parent must be a name')
  if (typeof parentX !== 'number' || !(parentX >= 0 && parentX <= 1))
    return refuse('parentX must lie between 0 and 1')
  if (wire !== undefined && !isRow(wire, 3, largestCoordinateUm))
    return refuse('its wire must be three numbers [x, y, z]')
  if (!Array.isArray(points) || points.length < 2) return refuse('it needs two points or more')
  if (!points.every(isPoint)) return refuse('each point must be five numbers [x, y, z, diameter, line]')
  const start = wire && { x: wire[0]!, y: wire[1]!, z: wire[2]! }
  return { name, type, parent, parentX: parent === undefined ? 0 : parentX, wire: start, points }
}

function isPoint(value: unknown): value is ListedPoint {
  return (
    isRow(value, 5, Math.max(largestCoordinateUm, largestLine)) &&
    isRow(value.slice(0, 4), 4, largestCoordinateUm) &&
    isWhole(value[4], 0, largestLine)
  )
}
