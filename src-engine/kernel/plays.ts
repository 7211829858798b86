/** A course of numbers in time, shared by all groups: `values[k]` at `timesMs[k]`, times not descending. */
export interface Waveform {
  /** [ms] */
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

/**
 * Numbers of one group that follow a waveform, each times a factor of its own.
 *
 * A step from t to t + dt, as NEURON does it: *points* due until t + dt/2 are passed, in their place among the events;
 * then every linear play writes its number at t + dt/2, before the currents; after the solver its number at t + dt,
 * before the states; after the sample, points due until t + dt are passed. To pass a point means: a stepped play takes
 * its number; a linear one takes its number at that time, and its next stretch begins. Until a point is passed, the
 * stretch before it goes on: so at the very time of a discontinuity the earlier number holds.
 */
export interface NativePlay {
  /** Index into `NativeModel.waveforms`. */
  readonly waveform: number
  /** Steps from number to number at the points; otherwise straight lines between them. */
  readonly stepped: boolean
  /** The last line goes on beyond the last point; otherwise the last number holds. */
  readonly extrapolates: boolean
  /** Some of the numbers are uniforms. */
  readonly writesUniforms: boolean
  /** Some of the numbers are delays of connections, or switch them on and off. */
  readonly writesConnections: boolean
  readonly addresses: Int32Array
  /** One for each address. */
  readonly scales: Float64Array
}
