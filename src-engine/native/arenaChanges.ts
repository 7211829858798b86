/** Numbers of an arena that are not what they were: where they lie, and what they are now. */
export interface ArenaChanges {
  readonly addresses: Int32Array
  readonly values: Float64Array
}

/** What has changed, to the bit: a zero whose sign has changed counts. Both arrays begin at a whole double. */
export function arenaChanges(before: Float64Array, now: Float64Array): ArenaChanges {
  const old = new Int32Array(before.buffer, before.byteOffset, 2 * before.length)
  const fresh = new Int32Array(now.buffer, now.byteOffset, 2 * now.length)
  const addresses: number[] = []
  for (let at = 0; at < now.length; at++)
    if (old[2 * at] !== fresh[2 * at] || old[2 * at + 1] !== fresh[2 * at + 1]) addresses.push(at)
  return {
    addresses: Int32Array.from(addresses),
    values: Float64Array.from(addresses, address => now[address]!),
  }
}

/** Makes the changes in another copy of the arena. */
export function takeChanges(into: Float64Array, { addresses, values }: ArenaChanges): void {
  addresses.forEach((address, at) => (into[address] = values[at]!))
}
