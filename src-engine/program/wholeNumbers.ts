/** a << b modulo 2^32, all of it shifted out from b = 32 on. */
export function shiftLeft32(a: number, b: number): number {
  return b >>> 0 > 31 ? 0 : (a << b) >>> 0
}

/** a >> b modulo 2^32 with zeros coming in, all of it shifted out from b = 32 on. */
export function shiftRight32(a: number, b: number): number {
  return b >>> 0 > 31 ? 0 : a >>> b
}

/** The upper 32 bits of the product of two whole numbers modulo 2^32. */
export function mulHigh32(a: number, b: number): number {
  return Number((BigInt(a >>> 0) * BigInt(b >>> 0)) >> 32n)
}
