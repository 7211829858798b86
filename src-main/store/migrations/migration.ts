/** One step from a version of the tables to the next. A migration that has been released is never changed. */
export interface Migration {
  /** `user_version` after it. */
  readonly version: number
  /** SQL, run in one transaction with the change of `user_version`. */
  readonly up: string
}
