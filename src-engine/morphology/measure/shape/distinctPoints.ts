/** Places of points [µm], each once. */
export interface DistinctPoints {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
}

/** The places of some samples, points at one place once, in the order in which they come first. */
export function distinctPoints({ x, y, z }: DistinctPoints, samples: Int32Array): DistinctPoints {
  let bits = 4
  while (1 << bits < 2 * samples.length) bits++
  // Open addressing: slot → sample + 1, 0 for none. At most half of the slots are taken.
  const slots = new Int32Array(1 << bits)
  const kept = new Int32Array(samples.length)
  let count = 0
  const coordinates = new Float64Array(3)
  const words = new Uint32Array(coordinates.buffer)
  for (const sample of samples) {
    // Adding 0 makes −0 and 0 one place.
    coordinates[0] = x[sample]! + 0
    coordinates[1] = y[sample]! + 0
    coordinates[2] = z[sample]! + 0
    let hash = 0
    for (let k = 0; k < 6; k++) hash = Math.imul((hash << 13) ^ (hash >>> 19) ^ words[k]!, 0x9e3779b1)
    let slot = hash >>> (32 - bits)
    for (let other = slots[slot]!; other !== 0; other = slots[slot]!) {
      if (x[other - 1] === x[sample] && y[other - 1] === y[sample] && z[other - 1] === z[sample]) break
      slot = (slot + 1) & (slots.length - 1)
    }
    if (slots[slot] !== 0) continue
    slots[slot] = sample + 1
    kept[count++] = sample
  }
  const column = (values: Float64Array) => {
    const places = new Float64Array(count)
    for (let k = 0; k < count; k++) places[k] = values[kept[k]!]!
    return places
  }
  return { x: column(x), y: column(y), z: column(z) }
}
