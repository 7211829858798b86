/** A table of numbers. */
export interface NumberTable {
  /** Extents: rows, columns …; empty for a single value. */
  readonly shape: readonly number[]
  /** Row after row. */
  readonly values: Float64Array | Float32Array | Int32Array
}

/** A group of an HDF5 file, or the file itself: what it holds that is numbers. Plain data: it crosses threads. */
export interface Hdf5Group {
  readonly groups: ReadonlyMap<string, Hdf5Group>
  readonly tables: ReadonlyMap<string, NumberTable>
  /** Lists of whole numbers. */
  readonly attributes: ReadonlyMap<string, readonly number[]>
}

/** A group with these parts; what is not given is empty. */
export function hdf5Group({
  groups = {},
  tables = {},
  attributes = {},
}: {
  readonly groups?: Readonly<Record<string, Hdf5Group>>
  readonly tables?: Readonly<Record<string, NumberTable>>
  readonly attributes?: Readonly<Record<string, readonly number[]>>
}): Hdf5Group {
  return {
    groups: new Map(Object.entries(groups)),
    tables: new Map(Object.entries(tables)),
    attributes: new Map(Object.entries(attributes)),
  }
}
