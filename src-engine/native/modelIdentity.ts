import type { NativeModel } from '../kernel/abi.ts'
import { serialiseModel } from './serialiseModel.ts'

/** Bytes of an identity. */
export const identityBytes = 16

/** Odd numbers by which the four parts of an identity differ (golden ratio, and MurmurHash3's constants). */
const factors = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0xcc9e2d51] as const

/**
 * What tells a model from every other whose states it cannot take over: its programs, places and connections. What is
 * recorded, the thresholds of detectors, and when the run ends change nothing in what a state means, and are left out; numbers
 * in the arena are no part of it. Not meant to withstand forgery: the machine verifies a state by itself.
 */
export function modelIdentity({ arenaLength, programs, groups }: NativeModel): Uint8Array {
  const bytes = serialiseModel({
    arenaLength,
    programs,
    groups: groups.map(group => ({
      ...group,
      probes: new Int32Array(0),
      detectors: group.detectors.map(({ address, thresholdAddress }) => ({
        address,
        threshold: 0,
        thresholdAddress,
      })),
      ...(group.adaptive ? { adaptive: { ...group.adaptive, stopMs: 0 } } : {}),
    })),
  })
  const parts = new Uint32Array(factors)
  for (let at = 0; at < bytes.length; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    for (let part = 0; part < 4; part++) {
      const mixed = Math.imul(parts[part]! ^ word, factors[part]!)
      parts[part] = mixed ^ (mixed >>> 15)
    }
  }
  const identity = new Uint8Array(identityBytes)
  const view = new DataView(identity.buffer)
  parts.forEach((part, index) => view.setUint32(4 * index, part, true))
  return identity
}
