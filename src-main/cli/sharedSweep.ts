import { deserialize, serialize } from 'node:v8'
import type { VariantResult } from '../../src-engine/index.ts'
import type { Ranks } from '../../src-engine/native/binding.ts'

/** A sweep that several processes run together. */
export interface SharedSweep {
  readonly rank: number
  readonly ranks: number
  /** Whether one of them was asked to stop: known to all at once, when they have come together. */
  readonly cancelled: boolean
  cancel(): void
  gather(own: readonly VariantResult[]): readonly (readonly VariantResult[])[]
}

/** What a process tells the others when they come together. */
interface Letter {
  readonly results: readonly VariantResult[]
  readonly cancelled: boolean
}

/**
 * Lets processes run a sweep together: agrees that it is the same one, and which variants have been run before.
 *
 * @param ranks undefined where this process is alone
 * @param fingerprint of all that results depend on
 * @param done as the first process knows it
 */
export function shareSweep(
  ranks: Ranks | undefined,
  fingerprint: string,
  done: ReadonlySet<number>,
): { readonly sharing: SharedSweep | undefined; readonly done: ReadonlySet<number> } {
  if (!ranks) return { sharing: undefined, done }
  ranks.agree('load', new TextEncoder().encode(fingerprint))
  const [known = done] = ranks
    .gather('other', serialize(done))
    .map(bytes => deserialize(bytes) as Set<number>)
  let asked = false
  let cancelled = false
  const sharing: SharedSweep = {
    rank: ranks.rank,
    ranks: ranks.ranks,
    get cancelled() {
      return cancelled
    },
    cancel: () => (asked = true),
    gather(results) {
      const mine: Letter = { results, cancelled: asked }
      const letters = ranks.gather('outcome', serialize(mine)).map(bytes => deserialize(bytes) as Letter)
      cancelled = letters.some(letter => letter.cancelled)
      return letters.map(letter => letter.results)
    },
  }
  return { sharing, done: known }
}
