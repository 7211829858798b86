import type { StateRefusal } from '../kernel/machine.ts'
import { identityBytes } from './modelIdentity.ts'

/** `HLSS`: the first word of a sealed state. */
const magic = 0x53534c48
const headerBytes = 4 + identityBytes

/** Puts before the machine's bytes which model they are a state of. */
export function sealState(identity: Uint8Array, bytes: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(headerBytes + bytes.length)
  new DataView(sealed.buffer).setUint32(0, magic, true)
  sealed.set(identity, 4)
  sealed.set(bytes, headerBytes)
  return sealed
}

/** The machine's bytes, where they are a state of the model with this identity. */
export function openState(
  identity: Uint8Array,
  sealed: Uint8Array,
): { readonly bytes: Uint8Array; readonly refusal?: undefined } | { readonly refusal: StateRefusal } {
  if (sealed.length < headerBytes) return { refusal: 'damaged' }
  const view = new DataView(sealed.buffer, sealed.byteOffset)
  if (view.getUint32(0, true) !== magic) return { refusal: 'damaged' }
  if (identity.some((byte, index) => sealed[4 + index] !== byte)) return { refusal: 'another-model' }
  return { bytes: sealed.subarray(headerBytes) }
}
