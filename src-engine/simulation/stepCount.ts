/** How near to a whole number of steps a stop time may come before the sum of half steps decides. */
const doubtfulFraction = 1e-6

/**
 * Steps of a run, as NEURON's continuerun counts them: while t < tStop − dt/2, where t grows by half steps and
 * carries their rounding.
 */
export function stepCount(tStopMs: number, dtMs: number): number {
  const limit = tStopMs - dtMs / 2
  if (!(limit > 0)) return 0
  const ideal = limit / dtMs
  const whole = Math.round(ideal)
  // The rounding of t stays far below dt·1e-6 for any number of steps that a run may have.
  if (Math.abs(ideal - whole) > doubtfulFraction) return Math.ceil(ideal)
  let t = 0
  let steps = 0
  while (t < limit) {
    t += dtMs / 2
    t += dtMs / 2
    steps++
  }
  return steps
}
