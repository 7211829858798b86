import { createHash } from 'node:crypto'

/** SHA-256 in hexadecimal: the name of a blob, and of a morphology. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
