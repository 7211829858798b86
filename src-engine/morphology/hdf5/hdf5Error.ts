/** Why an HDF5 file cannot be read: it is damaged, or uses a part of HDF5 that is not read here. */
export class Hdf5Error extends Error {
  readonly kind: 'damaged' | 'unsupported'
  /** What is damaged or not read, as a phrase: `the table of “points”`. */
  readonly what: string

  constructor(kind: 'damaged' | 'unsupported', what: string) {
    super(`${kind}: ${what}`)
    this.kind = kind
    this.what = what
  }
}

/** @throws Hdf5Error */
export function damaged(what: string): never {
  throw new Hdf5Error('damaged', what)
}

/** @throws Hdf5Error */
export function unsupported(what: string): never {
  throw new Hdf5Error('unsupported', what)
}
