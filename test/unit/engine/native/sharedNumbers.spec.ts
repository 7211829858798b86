import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { arenaChanges } from '../../../../src-engine/native/arenaChanges.ts'
import { shareNumbers } from '../../../../src-engine/native/mpi/sharedNumbers.ts'

const bounds = Int32Array.of(0, 5, 5, 16, 17, 40, 48)
const owners = Int32Array.of(1, 0, 2, 1, 0, 0)
const length = 51
const ranks = 3

/** What each rank has when an advance is over: its own numbers are new, and one of those that belong to several. */
const afterAdvance = (rank: number) =>
  Float64Array.from({ length }, (_, at) => {
    const group = bounds.findIndex((first, index) => first <= at && at < bounds[index + 1]!)
    const isMine = group < 0 ? at === 48 + rank : owners[group] === rank
    return isMine ? 100 * (rank + 1) + at : -at
  })

/** Lets a rank gather; `take` gets the bytes that it gives and hands back those of all. */
function gather(rank: number, atATime: number, take: (mine: Uint8Array) => readonly Uint8Array[]) {
  const values = Float64Array.from({ length }, (_, at) => -at)
  const numbers = shareNumbers(
    {
      rank,
      ranks,
      gather: (_, mine) => take(mine),
      gatherInto(_, mine, into) {
        into.set(take(mine).flatMap(letter => [...letter]))
      },
    },
    values,
    { bounds, owners },
    atATime,
  )
  numbers.note()
  values.set(afterAdvance(rank))
  numbers.gather()
  return values
}

describe('native numbers that ranks share', () => {
  it.each([1, 7, 21, 1000])('are those of their owners on every rank, %i numbers at a time', atATime => {
    const nothing = serialize(arenaChanges(new Float64Array(1), new Float64Array(1)))
    // First what each rank says, whatever it hears; then each hears what all say.
    const said = Array.from({ length: ranks }, (_, rank) => {
      const letters: Uint8Array[] = []
      gather(rank, atATime, mine => {
        letters.push(mine.slice())
        return letters.length === 1 ? [nothing, nothing, nothing] : []
      })
      return letters
    })
    expect(new Set(said.map(letters => letters.length)).size).toBe(1)
    const whole = Float64Array.from({ length }, (_, at) => {
      const rank = at < 5 ? 1 : at < 16 ? 2 : at < 17 ? 1 : at < 48 ? 0 : at - 48
      return 100 * (rank + 1) + at
    })
    for (let rank = 0; rank < ranks; rank++) {
      let turn = 0
      expect(
        gather(rank, atATime, () => {
          const at = turn++
          return said.map(letters => letters[at]!)
        }),
      ).toEqual(whole)
    }
  })
})
