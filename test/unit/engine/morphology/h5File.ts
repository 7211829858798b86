import {
  hdf5Group,
  type Hdf5Group,
  type NumberTable,
} from '../../../../src-engine/morphology/hdf5/hdf5Group.ts'
import { hdf5Library } from '../../../../src-engine/morphology/hdf5/hdf5Library.ts'

/** An HDF5 file. */
export function hdf5File(...parts: Parameters<typeof hdf5Group>): Uint8Array {
  return hdf5Library().write(hdf5Group(...parts))
}

/** A MorphIO file with these rows: x, y, z, diameter; first point, type, parent. */
export function h5File(
  points: readonly (readonly number[])[],
  structure: readonly (readonly number[])[],
  more: {
    readonly tables?: Readonly<Record<string, NumberTable>>
    readonly groups?: Readonly<Record<string, Hdf5Group>>
  } = {},
): Uint8Array {
  return hdf5File({
    ...more,
    tables: {
      points: { shape: [points.length, points[0]?.length ?? 4], values: Float64Array.from(points.flat()) },
      structure: {
        shape: [structure.length, structure[0]?.length ?? 3],
        values: Int32Array.from(structure.flat()),
      },
      ...more.tables,
    },
  })
}
