import { abiVersion } from '../kernel/abi.ts'

/** Raised whenever the compiler makes other programs of the same text. */
const compilerVersion = 2

/** A short text that changes whenever a mechanism's text, the compiler or the ABI changes. */
export function fingerprint(text: string): string {
  return `nmodl${compilerVersion}-abi${abiVersion}-${hash(text)}`
}

/** 64 bits of FNV-1a over the UTF-16 code units, as two independent halves; not for secrets. */
function hash(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) ^ (low >>> 13)
  }
  return [high, low].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
