import type { Hdf5Group } from '../../src-engine/index.ts'

/** What the thread of HDF5 is asked. */
export type Hdf5Task =
  { readonly kind: 'read'; readonly bytes: Uint8Array } | { readonly kind: 'write'; readonly root: Hdf5Group }

/** What it answers. */
export type Hdf5Answer =
  | { readonly kind: 'read'; readonly root: Hdf5Group }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'damaged' | 'unsupported'; readonly what: string }

/** Why a file is not read, within the thread: see Hdf5Error of the engine, which the thread does without to start at once. */
export class Hdf5Refusal extends Error {
  readonly why: 'damaged' | 'unsupported'
  readonly what: string

  constructor(why: 'damaged' | 'unsupported', what: string) {
    super(`${why}: ${what}`)
    this.why = why
    this.what = what
  }
}
