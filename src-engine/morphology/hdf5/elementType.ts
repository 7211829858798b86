import type { Hdf5Cursor } from './hdf5Bytes.ts'
import { unsupported } from './hdf5Error.ts'

/** What each value of a dataset is. */
export interface ElementType {
  /** Bytes that a value takes. */
  readonly size: number
  /** Bytes → number; 64-bit whole numbers beyond 2⁵³ are rounded. */
  readonly decode: (view: DataView, at: number) => number
}

/** Classes of the datatype message. */
const fixedPoint = 0
const floatingPoint = 1
const enumeration = 8

/** Exponent's place and width, mantissa's place and width, of IEEE 754 numbers by their size. */
const ieee: Readonly<Record<number, string>> = { 4: '23 8 0 23', 8: '52 11 0 52' }

/** The type that a datatype message describes: whole or floating-point numbers of up to 64 bits. */
export function elementType(cursor: Hdf5Cursor): ElementType {
  const kind = cursor.uint(1) & 15
  const flags = cursor.uint(3)
  const size = cursor.uint(4)
  const isLittle = (flags & 1) === 0
  if (kind === enumeration) return elementType(cursor)
  if (kind !== fixedPoint && kind !== floatingPoint) unsupported('a table of something else than numbers')
  const offset = cursor.uint(2)
  const precision = cursor.uint(2)
  if (offset !== 0 || precision !== 8 * size) unsupported('numbers with unused bits')
  if (kind === fixedPoint) return { size, decode: integer(size, (flags & 8) !== 0, isLittle) }
  const layout = [cursor.uint(1), cursor.uint(1), cursor.uint(1), cursor.uint(1)].join(' ')
  if (ieee[size] !== layout || flags & 64) unsupported('floating-point numbers of a rare kind')
  return { size, decode: float(size, isLittle) }
}

function integer(size: number, isSigned: boolean, isLittle: boolean): ElementType['decode'] {
  switch (size) {
    case 1:
      return (view, at) => (isSigned ? view.getInt8(at) : view.getUint8(at))
    case 2:
      return (view, at) => (isSigned ? view.getInt16(at, isLittle) : view.getUint16(at, isLittle))
    case 4:
      return (view, at) => (isSigned ? view.getInt32(at, isLittle) : view.getUint32(at, isLittle))
    case 8:
      return (view, at) => Number(isSigned ? view.getBigInt64(at, isLittle) : view.getBigUint64(at, isLittle))
    default:
      return unsupported('whole numbers of a rare size')
  }
}

function float(size: number, isLittle: boolean): ElementType['decode'] {
  if (size === 4) return (view, at) => view.getFloat32(at, isLittle)
  return (view, at) => view.getFloat64(at, isLittle)
}
