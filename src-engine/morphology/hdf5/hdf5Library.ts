import { InternalError } from '../../core/errors.ts'
import type { Hdf5Group } from './hdf5Group.ts'

/** Reads and writes HDF5 files, at once. */
export interface Hdf5Library {
  /** @throws Hdf5Error where the file is damaged or stored in a way that is not read */
  read(bytes: Uint8Array): Hdf5Group
  write(root: Hdf5Group): Uint8Array
}

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

/** Whether bytes begin as HDF5 files do. */
export function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

let provided: Hdf5Library | undefined

/** Gives the engine its library, which needs a thread of its own: each program does so when it starts. */
export function provideHdf5(library: Hdf5Library): void {
  provided = library
}

/** The library that the program has provided. */
export function hdf5Library(): Hdf5Library {
  if (!provided) throw new InternalError('This program has not provided an HDF5 library.')
  return provided
}
