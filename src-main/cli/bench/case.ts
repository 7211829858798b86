/** One line of the benchmark. `ratio` is the peer's time over ours: above 1, we are faster. */
export interface BenchCase {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: { readonly name: string; readonly value: number } | null
  readonly ratio: number | null
}

/** The middle of a list of numbers; NaN for an empty one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Measures ours and the peer in turn, ours first, `rounds` times, so that a machine whose speed drifts treats both
 * alike; quotes minima, since others at work on the machine only ever add to a time.
 */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number> | number,
  peer: (() => number | undefined) | undefined,
): Promise<{ readonly ours: number; readonly peer: number | undefined }> {
  const own: number[] = []
  const others: number[] = []
  for (let round = 0; round < rounds; round++) {
    own.push(await ours())
    const other = peer?.()
    if (other !== undefined) others.push(other)
  }
  return { ours: Math.min(...own), peer: others.length > 0 ? Math.min(...others) : undefined }
}

/** A case out of two measured times. */
export function compare(
  name: string,
  unit: string,
  value: number,
  peer: { readonly name: string; readonly value: number | undefined },
): BenchCase {
  const known = peer.value !== undefined && Number.isFinite(peer.value)
  return {
    name,
    value,
    unit,
    peer: known ? { name: peer.name, value: peer.value as number } : null,
    ratio: known ? (peer.value as number) / value : null,
  }
}
