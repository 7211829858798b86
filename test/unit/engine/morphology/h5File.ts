import { writeHdf5, type WrittenGroup } from '../../../../src-engine/morphology/hdf5/writeHdf5.ts'

/** A MorphIO file with these rows: x, y, z, diameter; first point, type, parent. */
export function h5File(
  points: readonly (readonly number[])[],
  structure: readonly (readonly number[])[],
  more: WrittenGroup = {},
): Uint8Array {
  return writeHdf5({
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
