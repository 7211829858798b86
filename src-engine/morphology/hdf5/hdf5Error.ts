/** Why an HDF5 file cannot be read: it is damaged, or stored in a way that is not read. */
export class Hdf5Error extends Error {
  readonly kind: 'damaged' | 'unsupported'
  /** What is damaged or not read, as a phrase: `the table “points”`. */
  readonly what: string

  constructor(kind: 'damaged' | 'unsupported', what: string) {
    super(`${kind}: ${what}`)
    this.kind = kind
    this.what = what
  }
}
