/** A typed array's own bytes, without copying. Files are little-endian, as is every machine this runs on. */
export function bytesOf(array: Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

/** The doubles in a BLOB; copied, because SQLite's bytes may begin anywhere. */
export function float64Of(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const values = new Float64Array(Math.floor(bytes.length / 8))
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength))
  return values
}

/** The same for single precision. */
export function float32Of(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(Math.floor(bytes.length / 4))
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength))
  return values
}
