import { deserialize, serialize } from 'node:v8'
import { type ArenaChanges, arenaChanges, takeChanges } from '../arenaChanges.ts'
import type { Ranks } from './ranks.ts'

/** So many numbers are on their way at a time, so that the arena is not in memory over again: 2 MB. */
const numbersAtATime = 1 << 18

/** A stretch of the arena: its first number, and the one behind its last. */
type Stretch = readonly [first: number, end: number]

/** What ranks know of each other's numbers. */
export interface SharedNumbers {
  /** Before an advance: from here on each rank changes numbers of its own groups. */
  note(): void
  /** After it: every rank gets the numbers of all. */
  gather(): void
}

/**
 * Numbers of an arena that ranks share. Those of a group come from the rank that steps it; of what lies behind all groups
 * each rank gives what it has changed.
 *
 * @param bounds where the numbers of each group begin, and where those of the last end (NativeModel.arenaOfGroups)
 * @param atATime how many numbers may be on their way
 */
export function shareNumbers(
  ranks: Pick<Ranks, 'rank' | 'ranks' | 'gather' | 'gatherInto'>,
  values: Float64Array,
  { bounds, owners }: { readonly bounds: Int32Array; readonly owners: Int32Array },
  atATime = numbersAtATime,
): SharedNumbers {
  const beyond = values.subarray(bounds.at(-1) ?? 0)
  const before = new Float64Array(beyond.length)
  const stretches = Array.from({ length: ranks.ranks }, (_, rank) => stretchesOf(rank, bounds, owners))
  const longest = Math.max(...stretches.map(lengthOf))
  const atOnce = Math.max(1, Math.floor(atATime / ranks.ranks))
  let letter: Float64Array | undefined

  const gatherBeyond = () => {
    const letters = ranks.gather('numbers', serialize(arenaChanges(before, beyond)))
    letters.forEach((other, rank) => {
      if (rank !== ranks.rank) takeChanges(beyond, deserialize(other) as ArenaChanges)
    })
  }
  /** What lies in some stretches, in a letter from a place on, or the other way round. @returns the place behind */
  const copy = (parts: readonly Stretch[], from: number, into: 'letter' | 'arena', all: Float64Array) =>
    parts.reduce((at, [first, end]) => {
      const next = at + end - first
      if (into === 'letter') all.set(values.subarray(first, end), at)
      else values.set(all.subarray(at, next), first)
      return next
    }, from)
  const gatherPart = (from: number, all: Float64Array) => {
    const parts = stretches.map(ofRank => partOf(ofRank, from, atOnce))
    const mine = all.subarray(0, copy(parts[ranks.rank]!, 0, 'letter', all))
    ranks.gatherInto('numbers', bytesOf(mine), bytesOf(all))
    parts.reduce((at, part) => copy(part, at, 'arena', all), 0)
  }
  return {
    note: () => {
      before.set(beyond)
    },
    gather() {
      gatherBeyond()
      letter ??= new Float64Array(Math.min(atOnce, longest) * ranks.ranks)
      for (let from = 0; from < longest; from += atOnce) gatherPart(from, letter)
    },
  }
}

/** Where the numbers of a rank's groups lie; groups beside each other are one stretch. */
function stretchesOf(rank: number, bounds: Int32Array, owners: Int32Array): Stretch[] {
  const stretches: [number, number][] = []
  for (let group = 0; group + 1 < bounds.length; group++) {
    const [first, end] = [bounds[group]!, bounds[group + 1]!]
    const last = stretches.at(-1)
    if (owners[group] !== rank || first === end) continue
    if (last?.[1] === first) last[1] = end
    else stretches.push([first, end])
  }
  return stretches
}

const lengthOf = (stretches: readonly Stretch[]) =>
  stretches.reduce((sum, [first, end]) => sum + end - first, 0)

/** Some of the numbers of stretches, counted as if they lay one behind the other. */
function partOf(stretches: readonly Stretch[], from: number, count: number): Stretch[] {
  const found: Stretch[] = []
  let passed = 0
  for (const [first, end] of stretches) {
    const begin = Math.max(first, first + from - passed)
    const stop = Math.min(end, first + from + count - passed)
    if (begin < stop) found.push([begin, stop])
    passed += end - first
  }
  return found
}

const bytesOf = (numbers: Float64Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
