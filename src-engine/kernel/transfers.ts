/**
 * Values carried from place to place within a group: once when a run begins, before `beforeInitial`, and after each
 * solution of the potentials, before `state`. All are read before the first is written. Lists of addresses.
 */
export interface NativeTransfers {
  readonly from: Int32Array
  /** What is added to each on the way; −1 where nothing is. */
  readonly plus: Int32Array
  /** Of two that write the same number the later holds. */
  readonly to: Int32Array
}
