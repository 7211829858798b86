/**
 * Numbers of one group that are recorded at times of their own. A sample is taken between two steps, in its place among
 * the events due until the middle of the next step or the end of this one, before those of the same time: so its numbers
 * are those of the end of the step nearest to it, and its time is the one that was asked for. That at the start is taken
 * once currents are valid.
 */
export interface NativeSampling {
  /**
   * Time between two samples, from the start on [ms]; 0 where `timesMs` says when. `steps`: whenever the group stops, at
   * the ends of its own steps of adaptive length and where it handles events, and when the run ends.
   */
  readonly intervalMs: number | 'steps'
  /** Not descending. */
  readonly timesMs: Float64Array
  readonly addresses: Int32Array
}

/** Samples of one sampling: row after row a time, and the number of each address. */
export interface TakenSamples {
  readonly group: number
  /** Number of the sampling in its group. */
  readonly sampling: number
  readonly rows: Float64Array
}
