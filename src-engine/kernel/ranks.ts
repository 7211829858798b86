/**
 * Processes that share a run (ranks): each has the whole model, steps its own groups, and tells the others of events where
 * groups meet. All of them load, initialise and advance alike; what comes of an advance is the same in all.
 */

/** Why ranks do not come together; the position is the machine's code. */
export const rankFailures = ['none', 'apart', 'abandoned', 'broken', 'differ', 'busy'] as const
//   apart: some do something else, or have ended · abandoned: this one gave up waiting · broken: the connection, or a message
//   · differ: they do the same, with other things · busy: this one is still about another run

export type RankFailure = Exclude<(typeof rankFailures)[number], 'none'>

/** What ranks come together for; all must come for the same. The position is the number of it. */
export const rankOccasions = [
  'end',
  'meeting',
  'load',
  'outcome',
  'numbers',
  'samples',
  'state',
  'destruct',
  'other',
] as const

export type RankOccasion = (typeof rankOccasions)[number]

/** The end of a rank, as it tells the others. */
export interface RankEnd {
  readonly rank: number
  /** Of the process. */
  readonly code: number
  /** What it had to say. */
  readonly said: string
}

/** Thrown where ranks that should do the same do not; the run cannot go on anywhere. */
export class RanksApart extends Error {
  readonly failure: RankFailure
  /** Ranks that have ended meanwhile. */
  readonly ended: readonly RankEnd[]

  constructor(failure: RankFailure, ended: readonly RankEnd[] = []) {
    super(`the processes of the run have come apart: ${failure}`)
    this.name = 'RanksApart'
    this.failure = failure
    this.ended = ended
  }
}
