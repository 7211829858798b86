import type { Annotations, Marker, Outline, Spine } from '../../annotations.ts'
import { largestCoordinateUm } from '../../limits.ts'
import { isObject, isRow, isWhole, JsonFault, type PlainObject } from './plainJson.ts'

/** @throws JsonFault where one of them is not what it should be, or stands on a section or sample that does not exist */
export function parseAnnotations(value: unknown, sections: number, samples: number): Annotations {
  if (!isObject(value)) throw new JsonFault('"annotations" is not an object')
  const listOf = (key: string): readonly PlainObject[] => {
    const list = value[key] ?? []
    if (!Array.isArray(list) || !list.every(isObject))
      throw new JsonFault(`"${key}" is not a list of objects`)
    const placed = list.every(
      ({ line, section, sample }) =>
        isWhole(line, 0, 0x7fffffff) &&
        isWhole(section, -1, sections - 1) &&
        isWhole(sample, -1, samples - 1),
    )
    if (!placed) throw new JsonFault(`one of the "${key}" stands on a section or sample that does not exist`)
    return list
  }
  const markers = listOf('markers')
  const spines = listOf('spines')
  if (!markers.every(isMarker)) throw new JsonFault('one of the "markers" is not whole')
  if (!spines.every(isSpine)) throw new JsonFault('one of the "spines" is not whole')
  return { markers, spines, outlines: listOf('outlines').map(outline) }
}

function isPlaced({ x, y, z, diameter, kind }: PlainObject): boolean {
  return isRow([x, y, z, diameter], 4, largestCoordinateUm) && typeof kind === 'string'
}

function isMarker(value: PlainObject): value is PlainObject & Marker {
  return isPlaced(value) && typeof value['name'] === 'string'
}

function isSpine(value: PlainObject): value is PlainObject & Spine {
  return isPlaced(value)
}

function outline({ name, closed, points, line, section, sample }: PlainObject): Outline {
  const isList = Array.isArray(points) && points.every(point => isRow(point, 4, largestCoordinateUm))
  if (typeof name !== 'string' || typeof closed !== 'boolean' || !isList)
    throw new JsonFault('one of the "outlines" is not whole')
  const column = (axis: number) =>
    Float64Array.from(points as readonly (readonly number[])[], point => point[axis]!)
  return {
    name,
    closed,
    line: line as number,
    section: section as number,
    sample: sample as number,
    x: column(0),
    y: column(1),
    z: column(2),
    diameter: column(3),
  }
}
