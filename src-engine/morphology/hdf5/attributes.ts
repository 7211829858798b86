import { dataspace, type NumberTable } from './dataset.ts'
import { elementType } from './elementType.ts'
import type { Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged } from './hdf5Error.ts'
import { messageType, type HeaderMessage } from './objectHeader.ts'

/** The numbers of an object's attribute; undefined where it has none of that name. Other attributes are not looked at. */
export function numberAttribute(
  messages: readonly HeaderMessage[],
  wanted: string,
): NumberTable['values'] | undefined {
  for (const { type, contents } of messages) {
    if (type !== messageType.attribute) continue
    const cursor = contents()
    const version = cursor.uint(1)
    cursor.skip(1)
    const sizes = [cursor.uint(2), cursor.uint(2), cursor.uint(2)] as const
    if (version === 3) cursor.skip(1)
    // The first version fills up to multiples of eight.
    const [name, typePart, spacePart] = sizes.map(size =>
      cursor.part(version === 1 ? 8 * Math.ceil(size / 8) : size),
    ) as [Hdf5Cursor, Hdf5Cursor, Hdf5Cursor]
    if (name.text(name.left) !== wanted) continue
    const { size, decode } = elementType(typePart)
    const count = dataspace(spacePart).reduce((product, extent) => product * extent, 1)
    if (!(count * size <= cursor.left)) damaged(`the attribute “${wanted}”`)
    const { view } = cursor.file
    return Float64Array.from({ length: count }, (_, i) => decode(view, cursor.position + i * size))
  }
  return undefined
}
